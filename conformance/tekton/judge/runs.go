package main

import (
	"context"

	v1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// judgeRuns asks the reconciler of every run in the input.
func (c *Cluster) judgeRuns(ctx context.Context) []Verdict {
	var verdicts []Verdict
	for _, found := range c.admitted {
		switch run := found.Object.(type) {
		case *v1.PipelineRun:
			verdicts = append(verdicts, about("reconcile", found.Document, c.reconcilePipelineRun(ctx, run)))
		case *v1.TaskRun:
			verdicts = append(verdicts, about("reconcile", found.Document, c.reconcileTaskRun(ctx, run)))
		}
	}
	return verdicts
}

// judgePipelines asks the reconciler of every Pipeline, by a run that gives each required param and workspace a fitting value:
// what is wrong inside the Pipeline shows even when nothing here runs it.
func (c *Cluster) judgePipelines(ctx context.Context) []Verdict {
	var verdicts []Verdict
	for _, found := range c.admitted {
		if pipeline, ok := found.Object.(*v1.Pipeline); ok {
			verdicts = append(verdicts, about("reconcile", found.Document, c.reconcilePipelineRun(ctx, fittingRun(pipeline))))
		}
	}
	return verdicts
}

func fittingRun(pipeline *v1.Pipeline) *v1.PipelineRun {
	run := &v1.PipelineRun{
		ObjectMeta: metav1.ObjectMeta{Name: pipeline.Name, Namespace: namespaceOf(pipeline)},
		Spec:       v1.PipelineRunSpec{PipelineRef: &v1.PipelineRef{Name: pipeline.Name}},
	}
	for _, param := range pipeline.Spec.Params {
		if param.Default == nil {
			run.Spec.Params = append(run.Spec.Params, v1.Param{Name: param.Name, Value: fittingValue(param)})
		}
	}
	for _, workspace := range pipeline.Spec.Workspaces {
		if !workspace.Optional {
			run.Spec.Workspaces = append(run.Spec.Workspaces, emptyWorkspace(workspace.Name))
		}
	}
	return run
}

func fittingValue(param v1.ParamSpec) v1.ParamValue {
	switch param.Type {
	case v1.ParamTypeArray:
		return v1.ParamValue{Type: v1.ParamTypeArray, ArrayVal: []string{"value"}}
	case v1.ParamTypeObject:
		values := map[string]string{}
		for key := range param.Properties {
			values[key] = "value"
		}
		return v1.ParamValue{Type: v1.ParamTypeObject, ObjectVal: values}
	case v1.ParamTypeString:
	}
	return v1.ParamValue{Type: v1.ParamTypeString, StringVal: "value"}
}
