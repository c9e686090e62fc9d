// A pod that serves, and a pod that asks whether the cluster works from inside a pod:
//
//	smoke serve           answers every request on port 8080 with the pod's name
//	smoke ask SERVICE     prints what it found out as JSON
package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

const account = "/var/run/secrets/kubernetes.io/serviceaccount/"

func main() {
	switch {
	case len(os.Args) == 2 && os.Args[1] == "serve":
		log.Fatal(http.ListenAndServe(":8080", http.HandlerFunc(serve)))
	case len(os.Args) == 3 && os.Args[1] == "ask":
		if err := ask(os.Args[2]); err != nil {
			log.Fatal(err)
		}
	default:
		log.Fatalf("expected serve or ask, got %q", os.Args[1:])
	}
}

func serve(answer http.ResponseWriter, _ *http.Request) {
	host, _ := os.Hostname()
	fmt.Fprint(answer, host)
}

type found struct {
	// Addresses of the service's name.
	Addresses []string `json:"addresses"`
	// What the service answered.
	Answer string `json:"answer"`
	// Status of a question to the API server that every account may ask, and of one that needs a role.
	Version int `json:"version"`
	Secrets int `json:"secrets"`
	// Status of the private registry, whose name and certificate the pod must know.
	Registry int `json:"registry"`
	// What was written to the volume and read again.
	Volume string `json:"volume"`
	// The error of a connection to an address outside.
	Outside string `json:"outside"`
}

func ask(service string) error {
	var seen found
	var err error
	if seen.Addresses, err = net.LookupHost(service); err != nil {
		return err
	}
	if _, seen.Answer, err = get(http.DefaultClient, "http://"+service, ""); err != nil {
		return err
	}
	inCluster, err := trusting(account + "ca.crt")
	if err != nil {
		return err
	}
	token, err := os.ReadFile(account + "token")
	if err != nil {
		return err
	}
	const server = "https://kubernetes.default.svc"
	if seen.Version, _, err = get(inCluster, server+"/version", string(token)); err != nil {
		return err
	}
	if seen.Secrets, _, err = get(inCluster, server+"/api/v1/secrets", string(token)); err != nil {
		return err
	}
	if seen.Registry, _, err = get(http.DefaultClient, "https://"+os.Getenv("REGISTRY")+"/v2/", ""); err != nil {
		return err
	}
	if seen.Volume, err = keep("/data/kept"); err != nil {
		return err
	}
	_, outside := net.DialTimeout("tcp", "192.0.2.1:443", 2*time.Second)
	seen.Outside = fmt.Sprint(outside)
	return json.NewEncoder(os.Stdout).Encode(seen)
}

func keep(path string) (string, error) {
	if err := os.WriteFile(path, []byte("kept"), 0o600); err != nil {
		return "", err
	}
	text, err := os.ReadFile(path)
	return string(text), err
}

func get(client *http.Client, url, token string) (int, string, error) {
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return 0, "", err
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+strings.TrimSpace(token))
	}
	answer, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(body), err
}

func trusting(path string) (*http.Client, error) {
	authority, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(authority)
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}, nil
}
