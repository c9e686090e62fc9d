package main

import (
	"context"
	"fmt"
	"strings"

	triggersv1beta1 "github.com/tektoncd/triggers/pkg/apis/triggers/v1beta1"
)

// judgeEvents sends each recorded event to each EventListener. What is created is judged as if it had been in the input;
// each event must come to what is expected of it, and each listener must be reached by some event.
func (c *Cluster) judgeEvents(ctx context.Context, events []Event) []Verdict {
	var verdicts []Verdict
	answered := map[string]bool{}
	listeners := 0
	for _, found := range c.admitted {
		listener, ok := found.Object.(*triggersv1beta1.EventListener)
		if !ok || len(events) == 0 {
			continue
		}
		listeners++
		heard, ran := c.judgeListener(ctx, found.Document, listener, events)
		verdicts = append(verdicts, heard...)
		for name := range ran {
			answered[name] = true
		}
		if len(ran) == 0 {
			verdicts = append(verdicts, about("event", found.Document, fmt.Errorf("no recorded event makes this listener create anything")))
		}
	}
	for _, event := range events {
		if listeners > 0 && event.Expect == "runs" && !answered[event.Name] {
			document := Document{Kind: "Event", Name: event.Name}
			verdicts = append(verdicts, about("event", document, fmt.Errorf("expected a run, and no listener creates one")))
		}
	}
	return verdicts
}

// judgeListener also returns the names of the events that made the listener create something.
func (c *Cluster) judgeListener(
	ctx context.Context, document Document, listener *triggersv1beta1.EventListener, events []Event,
) ([]Verdict, map[string]bool) {
	var verdicts []Verdict
	ran := map[string]bool{}
	for _, event := range events {
		outcome, err := c.hear(listener, event)
		document.Origin = fmt.Sprintf("%s at EventListener %s", event.Name, listener.Name)
		if err == nil {
			err = outcome.disappoints(event)
		}
		verdict := about("event", document, err)
		if err == nil {
			verdict.Message = outcome.String()
		}
		verdicts = append(verdicts, verdict)
		for _, creation := range outcome.Created {
			ran[event.Name] = true
			made := newDocument(document.File, document.Origin, creation.JSON)
			verdicts = append(verdicts, c.judgeMade(ctx, "event", made, creation.Namespace))
		}
	}
	return verdicts, ran
}

// disappoints finds what one listener must not do. A trigger that fails is a fault even where nothing was expected.
func (o Outcome) disappoints(event Event) error {
	if len(o.Failed) > 0 {
		return fmt.Errorf("the listener answers 202 and writes to its log: %s", strings.Join(o.Failed, "; "))
	}
	if event.Expect == "nothing" && len(o.Created) > 0 {
		return fmt.Errorf("expected nothing, got %d objects", len(o.Created))
	}
	return nil
}

func (o Outcome) String() string {
	return fmt.Sprintf("%d created, %d stopped by interceptors", len(o.Created), len(o.Stopped))
}
