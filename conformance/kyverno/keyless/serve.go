package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-openapi/runtime"
	ct "github.com/google/certificate-transparency-go"
	ctclient "github.com/google/certificate-transparency-go/client"
	"github.com/google/certificate-transparency-go/jsonclient"
	gateway "github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"github.com/sigstore/fulcio/pkg/config"
	"github.com/sigstore/fulcio/pkg/ctl"
	fulcio "github.com/sigstore/fulcio/pkg/generated/protobuf"
	"github.com/sigstore/fulcio/pkg/server"
	protocommon "github.com/sigstore/protobuf-specs/gen/pb-go/common/v1"
	"github.com/sigstore/rekor/pkg/generated/client/entries"
	"github.com/sigstore/rekor/pkg/generated/models"
	"github.com/sigstore/sigstore/pkg/signature"
	"google.golang.org/grpc/metadata"
)

// serve answers as Fulcio, Rekor and a TUF mirror on one address, until it is killed. The folder holds what a verifier
// begins with: root.json, and trusted_root.json beside the TUF repository.
func serve(args []string) error {
	if len(args) != 5 {
		return fmt.Errorf("expected a configuration of Fulcio, a folder, an address, a certificate and its key, got %q", args)
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	issuers, err := config.Read(text)
	if err != nil {
		return err
	}
	certificates, err := newAuthority()
	if err != nil {
		return err
	}
	rekor, err := newTransparencyLog()
	if err != nil {
		return err
	}
	trusted, err := trustedRoot(certificates, rekor)
	if err != nil {
		return err
	}
	repository := filepath.Join(args[1], "tuf")
	if err := writeRepository(repository, map[string][]byte{"trusted_root.json": trusted}); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(args[1], "trusted_root.json"), trusted, 0o644); err != nil {
		return err
	}
	certify, err := certifier(certificates, issuers)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("/api/v2/", certify)
	mux.HandleFunc("POST /api/v1/log/entries", rekor.answer)
	mux.Handle("/", http.FileServer(http.Dir(repository)))
	return http.ListenAndServeTLS(args[2], args[3], args[4], mux)
}

// certifier is Fulcio's own service behind its own gateway: it checks tokens with their issuers.
func certifier(certificates *authority, issuers *config.FulcioConfig) (http.Handler, error) {
	log, err := certificates.serveLog()
	if err != nil {
		return nil, err
	}
	algorithms, err := signature.NewAlgorithmRegistryConfig([]protocommon.PublicKeyDetails{
		protocommon.PublicKeyDetails_PKIX_ECDSA_P256_SHA_256,
	})
	if err != nil {
		return nil, err
	}
	service := server.NewGRPCCAServer(log, certificates, algorithms, server.NewIssuerPool(issuers))
	token := func(_ context.Context, request *http.Request) metadata.MD {
		return metadata.Pairs(server.MetadataOIDCTokenKey, strings.TrimPrefix(request.Header.Get("Authorization"), "Bearer "))
	}
	mux := gateway.NewServeMux(gateway.WithMetadata(token))
	if err := fulcio.RegisterCAHandlerServer(context.Background(), mux, service); err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		mux.ServeHTTP(response, request.WithContext(config.With(request.Context(), issuers)))
	}), nil
}

// serveLog lets Fulcio speak to the log of certificates as to any other: over HTTP.
func (a *authority) serveLog() (*ctclient.LogClient, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+ct.AddPreChainPath, func(response http.ResponseWriter, request *http.Request) {
		answer(response, http.StatusOK, func() (any, error) {
			var asked ct.AddChainRequest
			if err := json.NewDecoder(request.Body).Decode(&asked); err != nil {
				return nil, err
			}
			sct, err := a.promiseFor(asked.Chain)
			if err != nil {
				return nil, err
			}
			return ctl.ToAddChainResponse(sct)
		})
	})
	go func() { _ = http.Serve(listener, mux) }()
	return ctclient.New("http://"+listener.Addr().String(), &http.Client{Timeout: 10 * time.Second}, jsonclient.Options{})
}

func (t *transparencyLog) answer(response http.ResponseWriter, request *http.Request) {
	answer(response, http.StatusCreated, func() (any, error) {
		proposed, err := models.UnmarshalProposedEntry(request.Body, runtime.JSONConsumer())
		if err != nil {
			return nil, err
		}
		created, err := t.CreateLogEntry(&entries.CreateLogEntryParams{ProposedEntry: proposed})
		if err != nil {
			return nil, err
		}
		// Clients find the entry in the answer by this name.
		response.Header().Set("ETag", created.ETag)
		return created.Payload, nil
	})
}

func answer(response http.ResponseWriter, status int, work func() (any, error)) {
	result, err := work()
	if err != nil {
		http.Error(response, err.Error(), http.StatusBadRequest)
		return
	}
	response.Header().Set("Content-Type", "application/json")
	response.WriteHeader(status)
	_ = json.NewEncoder(response).Encode(result)
}
