package main

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	ct "github.com/google/certificate-transparency-go"
	"github.com/google/certificate-transparency-go/tls"
	ctx509 "github.com/google/certificate-transparency-go/x509"
	"github.com/sigstore/fulcio/pkg/ca"
	"github.com/sigstore/fulcio/pkg/ca/baseca"
	"github.com/sigstore/fulcio/pkg/config"
	"github.com/sigstore/fulcio/pkg/identity"
	"github.com/sigstore/fulcio/pkg/identity/ciprovider"
	"github.com/sigstore/fulcio/pkg/identity/kubernetes"
	"github.com/sigstore/sigstore-go/pkg/sign"
)

// lifetime is more than any run takes.
const lifetime = 12 * time.Hour

// authority is Fulcio's certificate authority with a root made a moment ago, and the log of its certificates.
type authority struct {
	baseca.BaseCA
	root *x509.Certificate
	log  *ecdsa.PrivateKey
}

func newAuthority() (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	certificatesLog, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "throwaway"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(lifetime),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning},
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	root, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	signer := &ca.SignerCerts{Signer: key, Certs: []*x509.Certificate{root}}
	return &authority{BaseCA: baseca.BaseCA{SignerWithChain: signer}, root: root, log: certificatesLog}, nil
}

// certificateFor lets sign.Bundle ask for the certificate of one token.
type certificateFor struct {
	*authority
	claims map[string]any
}

func (c certificateFor) GetCertificate(ctx context.Context, keys sign.Keypair, _ *sign.CertificateProviderOptions) ([]byte, error) {
	who, err := principal(ctx, c.claims)
	if err != nil {
		return nil, err
	}
	precertificate, err := c.CreatePrecertificate(ctx, who, keys.GetPublicKey())
	if err != nil {
		return nil, err
	}
	sct, err := c.promiseFor([][]byte{precertificate.PreCert.Raw, c.root.Raw})
	if err != nil {
		return nil, err
	}
	issued, err := c.IssueFinalCertificate(ctx, precertificate, sct)
	if err != nil {
		return nil, err
	}
	return issued.FinalCertificate.Raw, nil
}

// principal reads a token as Fulcio does. Nobody signs it: this process is the issuer too.
func principal(ctx context.Context, claims map[string]any) (identity.Principal, error) {
	claims["exp"] = time.Now().Add(time.Hour).Unix()
	payload, err := json.Marshal(claims)
	if err != nil {
		return nil, err
	}
	encode := base64.RawURLEncoding.EncodeToString
	raw := encode([]byte(`{"alg":"none"}`)) + "." + encode(payload) + "."
	issuer := fmt.Sprint(claims["iss"])
	verifier := oidc.NewVerifier(issuer, nil, &oidc.Config{SkipClientIDCheck: true, InsecureSkipSignatureCheck: true})
	token, err := verifier.Verify(ctx, raw)
	if err != nil {
		return nil, err
	}
	known, ok := config.FromContext(ctx).GetIssuer(issuer)
	if !ok {
		return nil, fmt.Errorf("Fulcio does not know the issuer %s", issuer)
	}
	switch known.Type {
	case config.IssuerTypeCIProvider:
		return ciprovider.WorkflowPrincipalFromIDToken(ctx, token)
	case config.IssuerTypeKubernetes:
		return kubernetes.PrincipalFromIDToken(ctx, token)
	}
	return nil, fmt.Errorf("no reading of tokens of type %s", known.Type)
}

// promiseFor is what the log of certificates answers: that it will show this one. The chain goes up to its root.
func (a *authority) promiseFor(encoded [][]byte) (*ct.SignedCertificateTimestamp, error) {
	chain := make([]*ctx509.Certificate, 0, len(encoded))
	for _, one := range encoded {
		parsed, err := ctx509.ParseCertificate(one)
		if ctx509.IsFatal(err) {
			return nil, err
		}
		chain = append(chain, parsed)
	}
	now := uint64(time.Now().UnixMilli())
	leaf, err := ct.MerkleTreeLeafFromChain(chain, ct.PrecertLogEntryType, now)
	if err != nil {
		return nil, err
	}
	id, err := logID(a.log.Public())
	if err != nil {
		return nil, err
	}
	sct := &ct.SignedCertificateTimestamp{SCTVersion: ct.V1, LogID: ct.LogID{KeyID: id}, Timestamp: now}
	input, err := ct.SerializeSCTSignatureInput(*sct, ct.LogEntry{Leaf: *leaf})
	if err != nil {
		return nil, err
	}
	signature, err := tls.CreateSignature(*a.log, tls.SHA256, input)
	sct.Signature = ct.DigitallySigned(signature)
	return sct, err
}

// logID is the name of a log: the hash of its key.
func logID(key crypto.PublicKey) ([sha256.Size]byte, error) {
	der, err := x509.MarshalPKIXPublicKey(key)
	return sha256.Sum256(der), err
}
