package main

import (
	"context"
	"fmt"
	"regexp"

	pipelinev1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	triggersv1 "github.com/tektoncd/triggers/pkg/apis/triggers/v1beta1"
	"github.com/tektoncd/triggers/pkg/template"
)

// literalParam is what stays in an object when nothing filled a template param: Triggers creates it as it stands.
var literalParam = regexp.MustCompile(`\$\(tt\.params\.[^)]*\)?`)

// judgeTemplates fills each TriggerTemplate, params without default by a plain word, and judges what comes out.
func (c *Cluster) judgeTemplates(ctx context.Context) []Verdict {
	var verdicts []Verdict
	for _, found := range c.admitted {
		object, ok := found.Object.(*triggersv1.TriggerTemplate)
		if !ok {
			continue
		}
		for _, made := range template.ResolveResources(object, fittingParams(object)) {
			document := newDocument(found.Document.File, "TriggerTemplate "+object.Name, made)
			verdicts = append(verdicts, c.judgeMade(ctx, "template", document, namespaceOf(object)))
		}
	}
	return verdicts
}

func fittingParams(object *triggersv1.TriggerTemplate) []triggersv1.Param {
	var params []triggersv1.Param
	for _, declared := range object.Spec.Params {
		value := "value"
		if declared.Default != nil {
			value = *declared.Default
		}
		params = append(params, triggersv1.Param{Name: declared.Name, Value: value})
	}
	return params
}

// judgeMade judges an object that a trigger would create: admission, then the reconciler.
func (c *Cluster) judgeMade(ctx context.Context, check string, document Document, namespace string) Verdict {
	if document.Problem != nil {
		return about(check, document, document.Problem)
	}
	if document.Namespace == "" {
		document.Namespace = namespace
	}
	if left := literalParam.Find(document.JSON); left != nil {
		return about(check, document, fmt.Errorf("%s was filled by nothing and stays as text", left))
	}
	if !isTekton(document.APIVersion) {
		return about(check, document, fmt.Errorf("%s %s is no Tekton object", document.APIVersion, document.Kind))
	}
	object, err := admit(ctx, document)
	if err != nil {
		return about(check, document, fmt.Errorf("admission: %w", err))
	}
	switch run := object.(type) {
	case *pipelinev1.PipelineRun:
		run.Namespace = document.Namespace
		err = c.reconcilePipelineRun(ctx, run)
	case *pipelinev1.TaskRun:
		run.Namespace = document.Namespace
		err = c.reconcileTaskRun(ctx, run)
	}
	return about(check, document, err)
}
