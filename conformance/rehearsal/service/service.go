package main

import (
	"fmt"
	"math"
	"net/http"
	"sync/atomic"
	"time"
)

type service struct {
	behaviour
	metrics *metrics
	asked   atomic.Uint64
}

func (s *service) handler() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /health/ready", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	routes.HandleFunc("GET /metrics", s.metrics.serve)
	routes.HandleFunc("GET /orders", s.orders)
	return routes
}

// orders fails as often as the release says, evenly: of ten requests at a rate of 0.3 three fail.
func (s *service) orders(w http.ResponseWriter, _ *http.Request) {
	begin := time.Now()
	status := http.StatusOK
	if s.fails(s.asked.Add(1)) {
		status = http.StatusInternalServerError
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if _, err := fmt.Fprintf(w, "{\"version\":%d}\n", s.Version); err != nil {
		return
	}
	s.metrics.note(status, time.Since(begin))
}

func (s *service) fails(request uint64) bool {
	failed := func(n uint64) float64 { return math.Floor(float64(n)*s.ErrorRate + 1e-9) }
	return failed(request) > failed(request-1)
}
