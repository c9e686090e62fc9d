package main

import (
	"context"
	"fmt"

	pipelinev1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	pipelinev1beta1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1beta1"
	tekton "github.com/tektoncd/pipeline/pkg/client/clientset/versioned/fake"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// defaultNamespace is where kubectl puts an object that names none.
const defaultNamespace = "default"

// Cluster holds what was admitted, as the controllers would find it.
type Cluster struct {
	tekton    *tekton.Clientset
	contracts Contracts
	admitted  []Admitted
}

func newCluster(ctx context.Context, admitted []Admitted, contracts Contracts) (*Cluster, error) {
	cluster := &Cluster{tekton: tekton.NewSimpleClientset(), contracts: contracts, admitted: admitted}
	for _, found := range admitted {
		if err := cluster.store(ctx, found); err != nil {
			return nil, fmt.Errorf("%s: %s %s: %w", found.Document.File, found.Document.Kind, found.Document.Name, err)
		}
	}
	return cluster, nil
}

// store keeps what a run may refer to.
func (c *Cluster) store(ctx context.Context, found Admitted) error {
	var err error
	create := metav1.CreateOptions{}
	switch object := found.Object.(type) {
	case *pipelinev1.Task:
		_, err = c.tekton.TektonV1().Tasks(namespaceOf(object)).Create(ctx, object, create)
	case *pipelinev1.Pipeline:
		_, err = c.tekton.TektonV1().Pipelines(namespaceOf(object)).Create(ctx, object, create)
	case *pipelinev1beta1.StepAction:
		_, err = c.tekton.TektonV1beta1().StepActions(namespaceOf(object)).Create(ctx, object, create)
	}
	return err
}

func namespaceOf(object metav1.Object) string {
	if object.GetNamespace() == "" {
		return defaultNamespace
	}
	return object.GetNamespace()
}
