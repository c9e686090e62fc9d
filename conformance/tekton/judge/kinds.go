package main

import (
	pipelinev1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	pipelinev1alpha1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1alpha1"
	pipelinev1beta1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1beta1"
	triggersv1alpha1 "github.com/tektoncd/triggers/pkg/apis/triggers/v1alpha1"
	triggersv1beta1 "github.com/tektoncd/triggers/pkg/apis/triggers/v1beta1"
	"knative.dev/pkg/webhook/resourcesemantics"
)

// newObject returns an empty object of a kind that Tekton's webhooks judge, or nil.
func newObject(apiVersion, kind string) resourcesemantics.GenericCRD {
	switch apiVersion + "/" + kind {
	case "tekton.dev/v1/Task":
		return &pipelinev1.Task{}
	case "tekton.dev/v1/Pipeline":
		return &pipelinev1.Pipeline{}
	case "tekton.dev/v1/TaskRun":
		return &pipelinev1.TaskRun{}
	case "tekton.dev/v1/PipelineRun":
		return &pipelinev1.PipelineRun{}
	case "tekton.dev/v1beta1/StepAction":
		return &pipelinev1beta1.StepAction{}
	case "tekton.dev/v1beta1/CustomRun":
		return &pipelinev1beta1.CustomRun{}
	case "tekton.dev/v1alpha1/VerificationPolicy":
		return &pipelinev1alpha1.VerificationPolicy{}
	case "triggers.tekton.dev/v1beta1/EventListener":
		return &triggersv1beta1.EventListener{}
	case "triggers.tekton.dev/v1beta1/Trigger":
		return &triggersv1beta1.Trigger{}
	case "triggers.tekton.dev/v1beta1/TriggerBinding":
		return &triggersv1beta1.TriggerBinding{}
	case "triggers.tekton.dev/v1beta1/TriggerTemplate":
		return &triggersv1beta1.TriggerTemplate{}
	case "triggers.tekton.dev/v1beta1/ClusterTriggerBinding":
		return &triggersv1beta1.ClusterTriggerBinding{}
	case "triggers.tekton.dev/v1alpha1/ClusterInterceptor":
		return &triggersv1alpha1.ClusterInterceptor{}
	case "triggers.tekton.dev/v1alpha1/Interceptor":
		return &triggersv1alpha1.Interceptor{}
	}
	return nil
}
