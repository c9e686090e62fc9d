package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sort"
)

// webhookSecret is the value that every webhook Secret holds here, and that recorded events are signed with.
const webhookSecret = "recorded"

// Event is a recorded webhook and what should become of it at a listener.
type Event struct {
	Name string `json:"name"`
	// Expect is "runs" where some listener should create objects, "nothing" where none may, "either" where the
	// pipelines decide.
	Expect  string            `json:"expect"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body"`
}

func readEvents(folder string) ([]Event, error) {
	if folder == "" {
		return nil, nil
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		return nil, err
	}
	sort.Strings(paths)
	var events []Event
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		var event Event
		if err := json.Unmarshal(text, &event); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		events = append(events, event)
	}
	return events, nil
}

// request signs the event as GitHub does, over the exact bytes of the body.
func (e Event) request() (*http.Request, error) {
	var body bytes.Buffer
	if err := json.Compact(&body, e.Body); err != nil {
		return nil, err
	}
	signature := hmac.New(sha256.New, []byte(webhookSecret))
	signature.Write(body.Bytes())
	request, err := http.NewRequest(http.MethodPost, "http://listener.invalid/", &body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	for name, value := range e.Headers {
		request.Header.Set(name, value)
	}
	request.Header.Set("X-Hub-Signature-256", "sha256="+hex.EncodeToString(signature.Sum(nil)))
	return request, nil
}
