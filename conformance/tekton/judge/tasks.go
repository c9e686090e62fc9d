package main

import (
	"context"
	"errors"
	"fmt"

	v1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	"github.com/tektoncd/pipeline/pkg/apis/pipeline/v1beta1"
	"github.com/tektoncd/pipeline/pkg/reconciler/pipelinerun/resources"
	taskresources "github.com/tektoncd/pipeline/pkg/reconciler/taskrun/resources"
	"github.com/tektoncd/pipeline/pkg/trustedresources"
)

// resolveTasks finds the Task of every pipeline task: in the cluster, inline, or by its contract.
func (c *Cluster) resolveTasks(ctx context.Context, spec *v1.PipelineSpec, run *v1.PipelineRun) (resources.PipelineRunState, error) {
	state := resources.PipelineRunState{}
	for _, task := range append(append([]v1.PipelineTask{}, spec.Tasks...), spec.Finally...) {
		resolved, err := resources.ResolvePipelineTask(ctx, *run,
			func(string) (*v1.PipelineRun, error) { return nil, nil },
			resources.GetChildPipelineFunc(ctx, nil, c.tekton, nil, run, task.PipelineRef, nil),
			c.getTask(ctx, task.TaskRef, run),
			func(string) (*v1.TaskRun, error) { return nil, nil },
			func(string) (*v1beta1.CustomRun, error) { return nil, nil },
			task, state)
		var missing *resources.TaskNotFoundError
		if errors.As(err, &missing) {
			return nil, fmt.Errorf("%s: %w", v1.PipelineRunReasonCouldntGetTask, err)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", v1.PipelineRunReasonFailedValidation, err)
		}
		state = append(state, resolved)
	}
	return state, nil
}

func (c *Cluster) getTask(ctx context.Context, ref *v1.TaskRef, run *v1.PipelineRun) taskresources.GetTask {
	if ref != nil && ref.Resolver != "" {
		return func(context.Context, string) (*v1.Task, *v1.RefSource, *trustedresources.VerificationResult, error) {
			task, err := c.contracts.find(ref)
			return task, nil, nil, err
		}
	}
	account := run.Spec.TaskRunTemplate.ServiceAccountName
	return taskresources.GetTaskFunc(ctx, nil, c.tekton, nil, run, ref, run.Name, run.Namespace, account, nil)
}
