// Command keypair writes the key and the certificate of a throwaway Sealed Secrets controller into a folder.
package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log"
	"math/big"
	"os"
	"path/filepath"
	"time"
)

func main() {
	folder := os.Args[1]
	key, err := rsa.GenerateKey(rand.Reader, 4096)
	check(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "throwaway"},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	check(err)
	write(folder, "key.pem", "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key))
	write(folder, "certificate.pem", "CERTIFICATE", certificate)
}

func write(folder, name, kind string, bytes []byte) {
	check(os.WriteFile(filepath.Join(folder, name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
