package main

import (
	"fmt"
	"path"

	v1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	"github.com/tektoncd/pipeline/pkg/reconciler/pipelinerun/resources"
	"github.com/tektoncd/pipeline/pkg/workspace"
	corev1 "k8s.io/api/core/v1"
)

// workspacesOf binds the workspaces of a task as the controller does for its TaskRun. The controller keeps this to itself,
// so it is said again here: an inline Task gets each workspace it uses, and a claim template has become a claim by then.
func workspacesOf(task *resources.ResolvedPipelineTask, run *v1.PipelineRun) ([]v1.WorkspaceBinding, error) {
	bound := map[string]v1.WorkspaceBinding{}
	for _, binding := range run.Spec.Workspaces {
		bound[binding.Name] = binding
	}
	wanted, err := wantedWorkspaces(task)
	if err != nil {
		return nil, err
	}
	var workspaces []v1.WorkspaceBinding
	for _, one := range wanted {
		source := one.Workspace
		if source == "" {
			source = one.Name
		}
		binding, ok := bound[source]
		if ok {
			workspaces = append(workspaces, bindFor(one, binding, run))
			continue
		}
		if !isOptional(task.ResolvedTask.TaskSpec, one.Name) {
			return nil, fmt.Errorf("expected workspace %q to be provided by pipelinerun for pipeline task %q", source, task.PipelineTask.Name)
		}
	}
	return workspaces, nil
}

func wantedWorkspaces(task *resources.ResolvedPipelineTask) ([]v1.WorkspacePipelineTaskBinding, error) {
	wanted := append([]v1.WorkspacePipelineTaskBinding{}, task.PipelineTask.Workspaces...)
	if task.PipelineTask.TaskSpec == nil {
		return wanted, nil
	}
	used, err := workspace.FindWorkspacesUsedByTask(*task.ResolvedTask.TaskSpec)
	if err != nil {
		return nil, err
	}
	for _, one := range wanted {
		used.Delete(one.Name)
	}
	for _, name := range used.List() {
		wanted = append(wanted, v1.WorkspacePipelineTaskBinding{Name: name})
	}
	return wanted, nil
}

func bindFor(wanted v1.WorkspacePipelineTaskBinding, binding v1.WorkspaceBinding, run *v1.PipelineRun) v1.WorkspaceBinding {
	if binding.VolumeClaimTemplate != nil {
		claim := &corev1.PersistentVolumeClaimVolumeSource{ClaimName: run.Name + "-" + binding.Name}
		binding = v1.WorkspaceBinding{SubPath: binding.SubPath, PersistentVolumeClaim: claim}
	}
	binding.Name = wanted.Name
	binding.SubPath = path.Join(binding.SubPath, wanted.SubPath)
	return binding
}

func isOptional(spec *v1.TaskSpec, name string) bool {
	for _, declared := range spec.Workspaces {
		if declared.Name == name {
			return declared.Optional
		}
	}
	return false
}

func emptyWorkspace(name string) v1.WorkspaceBinding {
	return v1.WorkspaceBinding{Name: name, EmptyDir: &corev1.EmptyDirVolumeSource{}}
}
