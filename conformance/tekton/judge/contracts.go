package main

import (
	"context"
	"fmt"
	"strings"

	v1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
)

// contractFlag collects --remote name=path.
type contractFlag map[string]string

func (f contractFlag) String() string { return fmt.Sprint(map[string]string(f)) }

func (f contractFlag) Set(value string) error {
	name, path, ok := strings.Cut(value, "=")
	if !ok || name == "" || path == "" {
		return fmt.Errorf("expected name=path, got %q", value)
	}
	f[name] = path
	return nil
}

// Contracts are the Tasks that remote references stand for, by the name that the resolver is asked for.
type Contracts map[string]*v1.Task

func readContracts(ctx context.Context, paths contractFlag) (Contracts, error) {
	contracts := Contracts{}
	for name, path := range paths {
		documents, err := readDocuments([]string{path})
		if err != nil {
			return nil, err
		}
		verdicts, admitted := admitAll(ctx, documents)
		for _, verdict := range verdicts {
			if !verdict.Accepted {
				return nil, fmt.Errorf("%s: %s", path, verdict.Message)
			}
		}
		if len(admitted) != 1 {
			return nil, fmt.Errorf("%s: expected one Task, got %d objects", path, len(admitted))
		}
		task, ok := admitted[0].Object.(*v1.Task)
		if !ok {
			return nil, fmt.Errorf("%s: expected a Task, got %T", path, admitted[0].Object)
		}
		contracts[name] = task
	}
	return contracts, nil
}

// find answers a remote reference. The hub and bundles resolvers name the task, git gives its path, http its address.
func (c Contracts) find(ref *v1.TaskRef) (*v1.Task, error) {
	for _, param := range ref.Params {
		switch param.Name {
		case "name", "pathInRepo", "url":
			if task, ok := c[param.Value.StringVal]; ok {
				return task.DeepCopy(), nil
			}
		}
	}
	return nil, fmt.Errorf("no contract is known for the %s reference %v; give one with --remote", ref.Resolver, ref.Params)
}
