package main

import (
	"fmt"
	"log"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// metrics are a counter of requests by status and a histogram of their times, in the text form of Prometheus.
type metrics struct {
	mutex    sync.Mutex
	requests map[int]uint64
	buckets  []uint64
	seconds  float64
}

var bounds = []float64{0.005, 0.05, 0.5, 5}

func newMetrics() *metrics {
	return &metrics{requests: map[int]uint64{}, buckets: make([]uint64, len(bounds))}
}

func (m *metrics) note(status int, took time.Duration) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.requests[status]++
	m.seconds += took.Seconds()
	for i, bound := range bounds {
		if took.Seconds() <= bound {
			m.buckets[i]++
		}
	}
}

func (m *metrics) text() string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var text strings.Builder
	var all uint64
	text.WriteString("# TYPE http_requests_total counter\n")
	for _, status := range slices.Sorted(maps.Keys(m.requests)) {
		all += m.requests[status]
		fmt.Fprintf(&text, "http_requests_total{status=\"%d\"} %d\n", status, m.requests[status])
	}
	text.WriteString("# TYPE http_request_duration_seconds histogram\n")
	for i, bound := range bounds {
		fmt.Fprintf(&text, "http_request_duration_seconds_bucket{le=\"%g\"} %d\n", bound, m.buckets[i])
	}
	fmt.Fprintf(&text, "http_request_duration_seconds_bucket{le=\"+Inf\"} %d\n", all)
	fmt.Fprintf(&text, "http_request_duration_seconds_sum %g\nhttp_request_duration_seconds_count %d\n", m.seconds, all)
	return text.String()
}

func (m *metrics) serve(w http.ResponseWriter, _ *http.Request) {
	if _, err := w.Write([]byte(m.text())); err != nil {
		log.Print(err)
	}
}
