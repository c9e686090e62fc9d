// A filter: every line of standard input asks one question of one upstream package, every line of the output is its
// answer as JSON, in the same order; null where upstream refuses the input.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/sirupsen/logrus"
)

type answerer func(input json.RawMessage) (any, error)

var subjects = map[string]answerer{
	"duration":      asking(duration),
	"pause":         asking(pause),
	"quantity":      asking(quantity),
	"image":         asking(image),
	"wildcard":      asking(wildcardMatch),
	"glob":          asking(globMatch),
	"expression":    asking(expressionMatch),
	"fences":        asking(fences),
	"basic-canary":  asking(basicCanary),
	"next-move":     asking(nextMove),
	"routed-canary": asking(routedCanary),
	"condition":     asking(condition),
	"analysis":      asking(analysisOutcome),
	"pod-security":  asking(podSecurity),
}

// asking makes an answerer of a function that takes its input as a struct.
func asking[Input any](ask func(Input) any) answerer {
	return func(raw json.RawMessage) (any, error) {
		var input Input
		if err := json.Unmarshal(raw, &input); err != nil {
			return nil, err
		}
		return ask(input), nil
	}
}

func main() {
	logrus.SetOutput(io.Discard)
	if len(os.Args) != 2 || subjects[os.Args[1]] == nil {
		fail(fmt.Errorf("expected one subject, got %q", os.Args[1:]))
	}
	answer := subjects[os.Args[1]]
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	for lines.Scan() {
		said, err := answer(lines.Bytes())
		if err != nil {
			fail(fmt.Errorf("%s: %w", lines.Text(), err))
		}
		if err := encoder.Encode(said); err != nil {
			fail(err)
		}
	}
	if err := lines.Err(); err != nil {
		fail(err)
	}
	out.Flush()
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
