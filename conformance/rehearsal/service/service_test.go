package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func asked(t *testing.T, release string, path string, times int) (map[int]int, string) {
	t.Helper()
	service, err := newService([]byte(release))
	if err != nil {
		t.Fatal(err)
	}
	answers := map[int]int{}
	for range times {
		recorder := httptest.NewRecorder()
		service.handler().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, path, nil))
		answers[recorder.Code]++
	}
	return answers, service.metrics.text()
}

func TestAnswersAndCounts(t *testing.T) {
	answers, text := asked(t, `{"version": 1, "errorRate": 0}`, "/orders", 10)
	if answers[http.StatusOK] != 10 {
		t.Errorf("expected 10 good answers, got %v", answers)
	}
	for _, line := range []string{`http_requests_total{status="200"} 10`, "http_request_duration_seconds_count 10"} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("expected %s in\n%s", line, text)
		}
	}
}

func TestFailsAsOftenAsTheReleaseSays(t *testing.T) {
	answers, text := asked(t, `{"version": 2, "errorRate": 0.3}`, "/orders", 100)
	if answers[http.StatusInternalServerError] != 30 {
		t.Errorf("expected 30 bad answers, got %v", answers)
	}
	if !strings.Contains(text, `http_requests_total{status="500"} 30`) {
		t.Errorf("expected 30 counted, got\n%s", text)
	}
}

func TestIsReadyAndShowsMetrics(t *testing.T) {
	for _, path := range []string{"/health/ready", "/metrics"} {
		if answers, _ := asked(t, `{}`, path, 1); answers[http.StatusOK] != 1 {
			t.Errorf("%s: %v", path, answers)
		}
	}
}

func TestRefusesAReleaseThatSaysNonsense(t *testing.T) {
	for _, release := range []string{`{"errorRate": 2}`, `{`} {
		if _, err := newService([]byte(release)); err == nil {
			t.Errorf("%s: expected an error", release)
		}
	}
}
