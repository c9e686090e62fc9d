package main

import (
	"context"
	"fmt"

	v1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	"github.com/tektoncd/pipeline/pkg/reconciler/pipeline/dag"
	"github.com/tektoncd/pipeline/pkg/reconciler/pipelinerun/pipelinespec"
	"github.com/tektoncd/pipeline/pkg/reconciler/pipelinerun/resources"
	"github.com/tektoncd/pipeline/pkg/reconciler/taskrun"
)

// check is one question of the reconciler, with the reason that a failed run would show.
type check struct {
	reason v1.PipelineRunReason
	ask    func() error
}

func firstRefusal(checks []check) error {
	for _, one := range checks {
		if err := one.ask(); err != nil {
			return fmt.Errorf("%s: %w", one.reason, err)
		}
	}
	return nil
}

// reconcilePipelineRun goes through the checks in the order in which the controller makes them before the first TaskRun.
func (c *Cluster) reconcilePipelineRun(ctx context.Context, original *v1.PipelineRun) error {
	run := original.DeepCopy()
	run.Namespace = namespaceOf(run)
	run.SetDefaults(ctx)
	get := resources.GetPipelineFunc(ctx, nil, c.tekton, nil, run, nil)
	pipeline, spec, err := pipelinespec.GetPipelineData(ctx, run, get)
	if err != nil {
		return fmt.Errorf("%s: %w", v1.PipelineRunReasonCouldntGetPipeline, err)
	}
	if err := firstRefusal(checksBeforeSubstitution(ctx, spec, run)); err != nil {
		return err
	}

	resources.ApplyParametersToWorkspaceBindings(run)
	spec, err = resources.ApplyParameters(spec, run)
	if err != nil {
		return fmt.Errorf("%s: %w", v1.PipelineRunReasonFailedValidation, err)
	}
	spec = resources.ApplyContexts(spec, pipeline.Name, run)
	spec = resources.ApplyWorkspaces(spec, run)

	state, err := c.resolveTasks(ctx, spec, run)
	if err != nil {
		return err
	}
	if err := firstRefusal(checksOfTasks(ctx, spec, state)); err != nil {
		return err
	}
	return c.reconcileTasksOf(ctx, run, state)
}

func checksBeforeSubstitution(ctx context.Context, spec *v1.PipelineSpec, run *v1.PipelineRun) []check {
	return []check{
		{v1.PipelineRunReasonInvalidGraph, func() error {
			_, err := dag.Build(v1.PipelineTaskList(spec.Tasks), v1.PipelineTaskList(spec.Tasks).Deps())
			return err
		}},
		{v1.PipelineRunReasonInvalidGraph, func() error {
			_, err := dag.Build(v1.PipelineTaskList(spec.Finally), map[string][]string{})
			return err
		}},
		{v1.PipelineRunReasonFailedValidation, func() error {
			// A nil *FieldError in an error is not nil.
			if err := spec.Validate(ctx); err != nil {
				return err
			}
			return nil
		}},
		{v1.PipelineRunReasonParameterMissing, func() error {
			return resources.ValidateRequiredParametersProvided(&spec.Params, &run.Spec.Params)
		}},
		{v1.PipelineRunReasonParameterTypeMismatch, func() error { return resources.ValidateParamTypesMatching(spec, run) }},
		{v1.PipelineRunReasonObjectParameterMissKeys, func() error {
			return resources.ValidateObjectParamRequiredKeys(spec.Params, run.Spec.Params)
		}},
		{v1.PipelineRunReasonParamArrayIndexingInvalid, func() error {
			return resources.ValidateParamArrayIndex(spec, run.Spec.Params)
		}},
		{v1.PipelineRunReasonInvalidWorkspaceBinding, func() error { return resources.ValidateWorkspaceBindings(spec, run) }},
		{v1.PipelineRunReasonInvalidTaskRunSpec, func() error { return resources.ValidateTaskRunSpecs(spec, run) }},
	}
}

func checksOfTasks(ctx context.Context, spec *v1.PipelineSpec, state resources.PipelineRunState) []check {
	var checks []check
	for _, task := range state {
		if !task.IsCustomTask() && !task.IsChildPipeline() {
			checks = append(checks, check{v1.PipelineRunReasonFailedValidation, func() error {
				return taskrun.ValidateResolvedTask(ctx, task.PipelineTask.Params, task.PipelineTask.Matrix, task.ResolvedTask)
			}})
		}
		checks = append(checks, check{v1.PipelineRunReasonCELEvaluationFailed, task.EvaluateCEL})
	}
	return append(checks,
		check{v1.PipelineRunReasonFailedValidation, func() error { return resources.ValidateParameterTypesInMatrix(state) }},
		check{v1.PipelineRunReasonInvalidTaskResultReference, func() error { return resources.ValidatePipelineTaskResults(state) }},
		check{v1.PipelineRunReasonInvalidPipelineResultReference, func() error {
			return resources.ValidatePipelineResults(spec, state)
		}},
		check{v1.PipelineRunReasonRequiredWorkspaceMarkedOptional, func() error {
			return resources.ValidateOptionalWorkspaces(spec.Workspaces, state)
		}},
	)
}
