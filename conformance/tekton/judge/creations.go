package main

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"sync"

	"go.uber.org/zap"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
	"knative.dev/pkg/webhook/resourcesemantics"
)

// Creation is an object that a listener asked the API server to create.
type Creation struct {
	Namespace string
	JSON      []byte
}

// Creations is a Kubernetes client that only writes down what it is asked to create.
type Creations struct {
	dynamic.Interface
	mutex sync.Mutex
	made  []Creation
}

func newCreations() *Creations { return &Creations{} }

func (c *Creations) Resource(schema.GroupVersionResource) dynamic.NamespaceableResourceInterface {
	return creating{creations: c}
}

// all is sorted, since triggers run beside each other.
func (c *Creations) all() []Creation {
	sort.Slice(c.made, func(i, j int) bool { return string(c.made[i].JSON) < string(c.made[j].JSON) })
	return c.made
}

type creating struct {
	dynamic.NamespaceableResourceInterface
	creations *Creations
	namespace string
}

func (c creating) Namespace(name string) dynamic.ResourceInterface {
	c.namespace = name
	return c
}

func (c creating) Create(
	_ context.Context, object *unstructured.Unstructured, _ metav1.CreateOptions, _ ...string,
) (*unstructured.Unstructured, error) {
	text, err := object.MarshalJSON()
	if err != nil {
		return nil, err
	}
	c.creations.mutex.Lock()
	defer c.creations.mutex.Unlock()
	c.creations.made = append(c.creations.made, Creation{Namespace: c.namespace, JSON: text})
	return object, nil
}

// servedKinds answers discovery for Tekton's runs, the only things that a template should create.
type servedKinds struct {
	discovery.ServerResourcesInterface
}

func (servedKinds) ServerResourcesForGroupVersion(groupVersion string) (*metav1.APIResourceList, error) {
	list := &metav1.APIResourceList{GroupVersion: groupVersion}
	for _, kind := range []string{"PipelineRun", "TaskRun", "CustomRun"} {
		if newObject(groupVersion, kind) != nil {
			list.APIResources = append(list.APIResources, metav1.APIResource{
				Name: strings.ToLower(kind) + "s", Kind: kind, Namespaced: true,
			})
		}
	}
	if len(list.APIResources) == 0 {
		return nil, fmt.Errorf("the server serves no runs in %s", groupVersion)
	}
	return list, nil
}

// sameAccount lets a trigger with a service account of its own use the same client.
type sameAccount struct{}

func (sameAccount) OverrideAuthentication(
	_, _ string, _ *zap.SugaredLogger, kinds discovery.ServerResourcesInterface, client dynamic.Interface,
) (discovery.ServerResourcesInterface, dynamic.Interface, error) {
	return kinds, client, nil
}

// inNamespace fills in the namespace as kubectl does, so that listers find the object.
func inNamespace[T resourcesemantics.GenericCRD](object T) T {
	if metadata, ok := any(object).(metav1.Object); ok {
		metadata.SetNamespace(namespaceOf(metadata))
	}
	return object
}
