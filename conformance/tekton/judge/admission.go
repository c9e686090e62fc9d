package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	pipelineconfig "github.com/tektoncd/pipeline/pkg/apis/config"
	triggersconfig "github.com/tektoncd/triggers/pkg/apis/config"
	"github.com/tektoncd/triggers/pkg/apis/triggers/contexts"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"knative.dev/pkg/apis"
	"knative.dev/pkg/webhook/resourcesemantics"
)

// Admitted is an object that the webhook let in, defaults filled in.
type Admitted struct {
	Document Document
	Object   runtime.Object
}

// admissionContext carries what the webhooks' context carries in a fresh installation: default settings, all flags as shipped.
func admissionContext() context.Context {
	ctx := context.Background()
	ctx = pipelineconfig.ToContext(ctx, pipelineconfig.FromContextOrDefaults(ctx))
	ctx = triggersconfig.ToContext(ctx, triggersconfig.FromContextOrDefaults(ctx))
	return apis.WithinCreate(contexts.WithUpgradeViaDefaulting(ctx))
}

func admitAll(ctx context.Context, documents []Document) ([]Verdict, []Admitted) {
	var verdicts []Verdict
	var admitted []Admitted
	for _, document := range documents {
		if document.Problem != nil {
			verdicts = append(verdicts, about("document", document, document.Problem))
			continue
		}
		if !isTekton(document.APIVersion) {
			continue
		}
		object, err := admit(ctx, document)
		verdicts = append(verdicts, about("admission", document, err))
		if err == nil {
			admitted = append(admitted, Admitted{Document: document, Object: object})
		}
	}
	return verdicts, admitted
}

func isTekton(apiVersion string) bool {
	group, _, _ := strings.Cut(apiVersion, "/")
	return group == "tekton.dev" || group == "triggers.tekton.dev"
}

// admit does what the admission webhooks do: decode without unknown fields, fill in defaults, validate.
func admit(ctx context.Context, document Document) (runtime.Object, error) {
	object := newObject(document.APIVersion, document.Kind)
	if object == nil {
		return nil, fmt.Errorf("no kind %s is served in %s", document.Kind, document.APIVersion)
	}
	decoder := json.NewDecoder(bytes.NewReader(document.JSON))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(object); err != nil {
		return nil, fmt.Errorf("cannot decode incoming new object: %w", err)
	}
	if err := nameGenerated(object); err != nil {
		return nil, err
	}
	object.SetDefaults(ctx)
	if err := object.Validate(ctx); err != nil {
		return nil, err
	}
	return object, nil
}

// nameGenerated fills in the name as the API server does before it asks a webhook.
func nameGenerated(object resourcesemantics.GenericCRD) error {
	metadata, err := meta.Accessor(object)
	if err != nil {
		return err
	}
	if metadata.GetName() == "" && metadata.GetGenerateName() != "" {
		metadata.SetName(metadata.GetGenerateName() + generatedSuffix)
	}
	return nil
}
