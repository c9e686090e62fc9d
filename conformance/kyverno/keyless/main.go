// A throwaway Sigstore. It lives for one call: it certifies signers as Fulcio would, logs what they sign, attaches the bundles to
// their images, and writes the TUF repository in which the trust begins.
//
//	keyless FULCIO_CONFIG FOLDER < signatures.json
//
// It can also serve, so that others sign: tokens are then checked with their issuers.
//
//	keyless serve FULCIO_CONFIG FOLDER ADDRESS CERTIFICATE KEY
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/sigstore/fulcio/pkg/config"
)

// order asks for one signature.
type order struct {
	// Image by digest.
	Image string `json:"image"`
	// Claims of the token that the signer shows to Fulcio, with its issuer.
	Claims map[string]any `json:"claims"`
	// PredicateType of the statement about the image.
	PredicateType string `json:"predicateType"`
	// Predicate of the statement.
	Predicate json.RawMessage `json:"predicate"`
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(args []string) error {
	if len(args) > 0 && args[0] == "serve" {
		return serve(args[1:])
	}
	if len(args) != 2 {
		return fmt.Errorf("expected a configuration of Fulcio and a folder, got %q", args)
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	fulcio, err := config.Read(text)
	if err != nil {
		return err
	}
	var orders []order
	if err := json.NewDecoder(os.Stdin).Decode(&orders); err != nil {
		return err
	}
	ctx := config.With(context.Background(), fulcio)
	authority, err := newAuthority()
	if err != nil {
		return err
	}
	rekor, err := newTransparencyLog()
	if err != nil {
		return err
	}
	for _, one := range orders {
		if err := attach(ctx, authority, rekor, one); err != nil {
			return fmt.Errorf("%s: %w", one.Image, err)
		}
	}
	trusted, err := trustedRoot(authority, rekor)
	if err != nil {
		return err
	}
	return writeRepository(filepath.Clean(args[1]), map[string][]byte{"trusted_root.json": trusted})
}
