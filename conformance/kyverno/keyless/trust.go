package main

import (
	"crypto"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/sigstore/sigstore-go/pkg/root"
	"github.com/sigstore/sigstore/pkg/signature"
	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// trustedRoot tells a verifier whose certificates and logs to believe.
func trustedRoot(certificates *authority, rekor *transparencyLog) ([]byte, error) {
	from, to := time.Now().Add(-time.Hour), time.Now().Add(lifetime)
	logOf := func(key crypto.PublicKey, url string) (map[string]*root.TransparencyLog, error) {
		id, err := logID(key)
		return map[string]*root.TransparencyLog{hex.EncodeToString(id[:]): {
			BaseURL:             url,
			ID:                  id[:],
			ValidityPeriodStart: from,
			ValidityPeriodEnd:   to,
			HashFunc:            crypto.SHA256,
			PublicKey:           key,
			SignatureHashFunc:   crypto.SHA256,
		}}, err
	}
	certificatesLog, err := logOf(certificates.log.Public(), "https://ctfe.localhost")
	if err != nil {
		return nil, err
	}
	rekorLog, err := logOf(rekor.key.Public(), "https://rekor.localhost")
	if err != nil {
		return nil, err
	}
	fulcio := &root.FulcioCertificateAuthority{
		Root: certificates.root, ValidityPeriodStart: from, ValidityPeriodEnd: to, URI: "https://fulcio.localhost",
	}
	authorities := []root.CertificateAuthority{fulcio}
	trusted, err := root.NewTrustedRoot(root.TrustedRootMediaType01, authorities, certificatesLog, nil, rekorLog)
	if err != nil {
		return nil, err
	}
	return trusted.MarshalJSON()
}

// writeRepository writes a TUF repository of some targets; one key plays all roles.
func writeRepository(folder string, targets map[string][]byte) error {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	key, err := metadata.KeyFromPublicKey(public)
	if err != nil {
		return err
	}
	signer, err := signature.LoadSigner(private, crypto.Hash(0))
	if err != nil {
		return err
	}
	until := time.Now().Add(lifetime).UTC()
	rootRole, listed := metadata.Root(until), metadata.Targets(until)
	for _, role := range []string{metadata.ROOT, metadata.TARGETS, metadata.SNAPSHOT, metadata.TIMESTAMP} {
		if err := rootRole.Signed.AddKey(key, role); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Join(folder, "targets"), 0o755); err != nil {
		return err
	}
	for path, content := range targets {
		file, err := metadata.TargetFile().FromBytes(path, content, "sha256")
		if err != nil {
			return err
		}
		listed.Signed.Targets[path] = file
		if err := os.WriteFile(filepath.Join(folder, "targets", file.Hashes["sha256"].String()+"."+path), content, 0o644); err != nil {
			return err
		}
	}
	in := func(name string) string { return filepath.Join(folder, name) }
	return errors.Join(
		write(rootRole, signer, in("1.root.json"), in("root.json")),
		write(listed, signer, in("1.targets.json")),
		write(metadata.Snapshot(until), signer, in("1.snapshot.json")),
		write(metadata.Timestamp(until), signer, in("timestamp.json")),
	)
}

func write[T metadata.Roles](role *metadata.Metadata[T], signer signature.Signer, paths ...string) error {
	if _, err := role.Sign(signer); err != nil {
		return err
	}
	for _, path := range paths {
		if err := role.ToFile(path, false); err != nil {
			return err
		}
	}
	return nil
}
