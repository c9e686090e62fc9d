package main

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/sigstore/cosign/v3/pkg/oci/remote"
	"github.com/sigstore/sigstore-go/pkg/sign"
	"google.golang.org/protobuf/encoding/protojson"
)

// attach makes a statement about an image, signs it and attaches the bundle, as cosign 3 does.
func attach(ctx context.Context, certificates *authority, rekor *transparencyLog, one order) error {
	digest, err := name.NewDigest(one.Image)
	if err != nil {
		return err
	}
	algorithm, value, _ := strings.Cut(digest.DigestStr(), ":")
	statement, err := json.Marshal(map[string]any{
		"_type":         "https://in-toto.io/Statement/v1",
		"subject":       []any{map[string]any{"digest": map[string]string{algorithm: value}}},
		"predicateType": one.PredicateType,
		"predicate":     one.Predicate,
	})
	if err != nil {
		return err
	}
	keys, err := sign.NewEphemeralKeypair(nil)
	if err != nil {
		return err
	}
	content := &sign.DSSEData{Data: statement, PayloadType: "application/vnd.in-toto+json"}
	bundle, err := sign.Bundle(content, keys, sign.BundleOptions{
		CertificateProvider: certificateFor{certificates, one.Claims},
		TransparencyLogs:    []sign.Transparency{sign.NewRekor(&sign.RekorOptions{Client: rekor})},
		Context:             ctx,
	})
	if err != nil {
		return err
	}
	text, err := protojson.Marshal(bundle)
	if err != nil {
		return err
	}
	return remote.WriteAttestationNewBundleFormat(digest, text, one.PredicateType)
}
