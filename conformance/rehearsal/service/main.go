// The order-service: it answers every request, counts its answers, and can be released with a fault on purpose.
package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

//go:embed release.json
var release []byte

func main() {
	service, err := newService(release)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: ":8080", Handler: service.handler(), ReadHeaderTimeout: 5 * time.Second}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	go func() {
		<-stop
		if err := server.Close(); err != nil {
			log.Print(err)
		}
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}

// behaviour is what release.json says of a version.
type behaviour struct {
	Version   int     `json:"version"`
	ErrorRate float64 `json:"errorRate"`
}

func newService(text []byte) (*service, error) {
	var told behaviour
	if err := json.Unmarshal(text, &told); err != nil {
		return nil, err
	}
	if told.ErrorRate < 0 || told.ErrorRate > 1 {
		return nil, errors.New("errorRate is a share between 0 and 1")
	}
	return &service{behaviour: told, metrics: newMetrics()}, nil
}
