// The judge asks Tekton's own code what it says of a set of manifests: admission, then the checks that the reconciler
// makes before it starts a run, then what each EventListener creates for recorded webhooks. One JSON verdict a line.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
)

func main() {
	contracts := contractFlag{}
	flag.Var(contracts, "remote", "name=path of a Task manifest that stands for a remote task of that name; repeatable")
	events := flag.String("events", "", "folder of recorded webhooks (JSON: name, expect, headers, body)")
	flag.Parse()

	verdicts, err := judge(flag.Args(), contracts, *events)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	out := json.NewEncoder(os.Stdout)
	for _, verdict := range verdicts {
		if err := out.Encode(verdict); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
}

func judge(paths []string, contracts contractFlag, events string) ([]Verdict, error) {
	documents, err := readDocuments(paths)
	if err != nil {
		return nil, err
	}
	ctx := admissionContext()
	remote, err := readContracts(ctx, contracts)
	if err != nil {
		return nil, err
	}
	recorded, err := readEvents(events)
	if err != nil {
		return nil, err
	}

	verdicts, admitted := admitAll(ctx, documents)
	cluster, err := newCluster(ctx, admitted, remote)
	if err != nil {
		return nil, err
	}
	verdicts = append(verdicts, cluster.judgeRuns(ctx)...)
	verdicts = append(verdicts, cluster.judgePipelines(ctx)...)
	verdicts = append(verdicts, cluster.judgeTemplates(ctx)...)
	return append(verdicts, cluster.judgeEvents(ctx, recorded)...), nil
}
