// A filter: every line of standard input is the text of a script as JSON, every line of the output is what Tekton makes of
// it with a string, an array and an object for params.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	v1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	"github.com/tektoncd/pipeline/pkg/reconciler/taskrun/resources"
)

var params = v1.Params{
	{Name: "url", Value: *v1.NewStructuredValues("U")},
	{Name: "a.b", Value: *v1.NewStructuredValues("$(params.url)")},
	{Name: "list", Value: *v1.NewStructuredValues("x", "y")},
	{Name: "image", Value: *v1.NewObject(map[string]string{"tag": "T"})},
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var script string
		if err := json.Unmarshal(lines.Bytes(), &script); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := out.Encode(substituted(script)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func substituted(script string) string {
	spec := &v1.TaskSpec{Steps: []v1.Step{{Name: "step", Script: script}}}
	run := &v1.TaskRun{Spec: v1.TaskRunSpec{Params: params}}
	return resources.ApplyParameters(spec, run).Steps[0].Script
}
