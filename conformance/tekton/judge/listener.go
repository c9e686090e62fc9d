package main

import (
	"net/http/httptest"
	"strings"
	"sync"

	triggersv1alpha1 "github.com/tektoncd/triggers/pkg/apis/triggers/v1alpha1"
	triggersv1beta1 "github.com/tektoncd/triggers/pkg/apis/triggers/v1beta1"
	listersv1alpha1 "github.com/tektoncd/triggers/pkg/client/listers/triggers/v1alpha1"
	listersv1beta1 "github.com/tektoncd/triggers/pkg/client/listers/triggers/v1beta1"
	"github.com/tektoncd/triggers/pkg/sink"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	"k8s.io/client-go/tools/cache"
)

// Outcome is what a listener did with an event.
type Outcome struct {
	Created []Creation
	// Stopped says why interceptors ended a trigger: the wanted answer of a filter.
	Stopped []string
	// Failed says what went wrong: a filter that cannot be evaluated, a binding that finds nothing. Tekton answers 202 all the same.
	Failed []string
}

// hear lets the code of the EventListener's own pod handle the event, on the objects of this cluster.
func (c *Cluster) hear(listener *triggersv1beta1.EventListener, event Event) (Outcome, error) {
	client, err := interceptorClient()
	if err != nil {
		return Outcome{}, err
	}
	if _, err := sink.NewRecorder(); err != nil { // makes the counters that the listener adds to
		return Outcome{}, err
	}
	request, err := event.request()
	if err != nil {
		return Outcome{}, err
	}
	logs, observed := observer.New(zapcore.DebugLevel)
	creations := newCreations()
	pod := sink.Sink{
		EventListenerName:      listener.Name,
		EventListenerNamespace: namespaceOf(listener),
		HTTPClient:             client,
		Logger:                 zap.New(logs).Sugar(),
		WGProcessTriggers:      &sync.WaitGroup{},
		DiscoveryClient:        servedKinds{},
		DynamicClient:          creations,
		Auth:                   sameAccount{},
	}
	c.lend(&pod)
	pod.HandleEvent(httptest.NewRecorder(), request)
	pod.WGProcessTriggers.Wait()
	return outcomeOf(creations, observed), nil
}

// lend fills the listers from the admitted objects.
func (c *Cluster) lend(pod *sink.Sink) {
	index := func() cache.Indexer {
		return cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	}
	listeners, triggers, bindings, clusterBindings, templates := index(), index(), index(), index(), index()
	clusterInterceptors, interceptors := index(), index()
	for _, core := range coreInterceptors() {
		_ = clusterInterceptors.Add(core)
	}
	for _, found := range c.admitted {
		switch object := found.Object.(type) {
		case *triggersv1beta1.EventListener:
			_ = listeners.Add(inNamespace(object))
		case *triggersv1beta1.Trigger:
			_ = triggers.Add(inNamespace(object))
		case *triggersv1beta1.TriggerBinding:
			_ = bindings.Add(inNamespace(object))
		case *triggersv1beta1.ClusterTriggerBinding:
			_ = clusterBindings.Add(object)
		case *triggersv1beta1.TriggerTemplate:
			_ = templates.Add(inNamespace(object))
		case *triggersv1alpha1.ClusterInterceptor:
			_ = clusterInterceptors.Add(object)
		case *triggersv1alpha1.Interceptor:
			_ = interceptors.Add(inNamespace(object))
		}
	}
	pod.EventListenerLister = listersv1beta1.NewEventListenerLister(listeners)
	pod.TriggerLister = listersv1beta1.NewTriggerLister(triggers)
	pod.TriggerBindingLister = listersv1beta1.NewTriggerBindingLister(bindings)
	pod.ClusterTriggerBindingLister = listersv1beta1.NewClusterTriggerBindingLister(clusterBindings)
	pod.TriggerTemplateLister = listersv1beta1.NewTriggerTemplateLister(templates)
	pod.ClusterInterceptorLister = listersv1alpha1.NewClusterInterceptorLister(clusterInterceptors)
	pod.InterceptorLister = listersv1alpha1.NewInterceptorLister(interceptors)
}

func outcomeOf(creations *Creations, logs *observer.ObservedLogs) Outcome {
	outcome := Outcome{Created: creations.all()}
	for _, entry := range logs.All() {
		stopped := strings.HasPrefix(entry.Message, "interceptor stopped trigger processing")
		switch {
		case stopped && strings.Contains(entry.Message, "code = FailedPrecondition"):
			outcome.Stopped = append(outcome.Stopped, entry.Message)
		case stopped, entry.Level >= zapcore.ErrorLevel:
			outcome.Failed = append(outcome.Failed, entry.Message)
		}
	}
	return outcome
}
