package main

import (
	"context"
	"fmt"

	v1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	"github.com/tektoncd/pipeline/pkg/reconciler/pipelinerun/resources"
	"github.com/tektoncd/pipeline/pkg/reconciler/taskrun"
	taskresources "github.com/tektoncd/pipeline/pkg/reconciler/taskrun/resources"
	"github.com/tektoncd/pipeline/pkg/workspace"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// reconcileTasksOf judges the TaskRun that the controller would create for each task of a run.
func (c *Cluster) reconcileTasksOf(ctx context.Context, run *v1.PipelineRun, state resources.PipelineRunState) error {
	for _, task := range state {
		if task.ResolvedTask == nil {
			continue
		}
		workspaces, err := workspacesOf(task, run)
		if err != nil {
			return fmt.Errorf("%s: task %s: %w", v1.PipelineRunReasonInvalidWorkspaceBinding, task.PipelineTask.Name, err)
		}
		taskRun := &v1.TaskRun{
			ObjectMeta: metav1.ObjectMeta{Name: run.Name + "-" + task.PipelineTask.Name, Namespace: run.Namespace},
			Spec:       v1.TaskRunSpec{Params: task.PipelineTask.Params, Workspaces: workspaces},
		}
		if err := c.checkTaskRun(ctx, taskRun, task.ResolvedTask); err != nil {
			return fmt.Errorf("task %s: %w", task.PipelineTask.Name, err)
		}
	}
	return nil
}

// reconcileTaskRun judges a TaskRun that stands alone.
func (c *Cluster) reconcileTaskRun(ctx context.Context, original *v1.TaskRun) error {
	run := original.DeepCopy()
	run.Namespace = namespaceOf(run)
	resolved := &taskresources.ResolvedTask{TaskSpec: run.Spec.TaskSpec}
	if run.Spec.TaskRef != nil {
		owner := &v1.PipelineRun{ObjectMeta: run.ObjectMeta}
		task, _, _, err := c.getTask(ctx, run.Spec.TaskRef, owner)(ctx, run.Spec.TaskRef.Name)
		if err != nil {
			return fmt.Errorf("%s: %w", v1.TaskRunReasonFailedResolution, err)
		}
		resolved = &taskresources.ResolvedTask{TaskName: task.Name, TaskSpec: &task.Spec}
	}
	if err := taskrun.ValidateResolvedTask(ctx, run.Spec.Params, &v1.Matrix{}, resolved); err != nil {
		return fmt.Errorf("%s: %w", v1.TaskRunReasonFailedValidation, err)
	}
	return c.checkTaskRun(ctx, run, resolved)
}

func (c *Cluster) checkTaskRun(ctx context.Context, run *v1.TaskRun, resolved *taskresources.ResolvedTask) error {
	spec := resolved.TaskSpec.DeepCopy()
	steps, err := taskresources.GetStepActionsData(ctx, *spec, run, c.tekton, nil, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", v1.TaskRunReasonFailedResolution, err)
	}
	spec.Steps = steps
	checks := []func() error{
		func() error { return taskresources.ValidateParamArrayIndex(spec, run.Spec.Params) },
		func() error { return workspace.ValidateBindings(ctx, spec.Workspaces, run.Spec.Workspaces) },
		func() error { return workspace.ValidateOnlyOnePVCIsUsed(run.Spec.Workspaces) },
	}
	for _, ask := range checks {
		if err := ask(); err != nil {
			return fmt.Errorf("%s: %w", v1.TaskRunReasonFailedValidation, err)
		}
	}
	return nil
}
