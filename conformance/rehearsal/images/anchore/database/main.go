// Writes a vulnerability database as Grype's makers distribute theirs, with one invented vulnerability, and serves it:
// there is no other database where there is no internet.
//
//	database FOLDER ADDRESS CERTIFICATE KEY
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	v6 "github.com/anchore/grype/grype/db/v6"
	"github.com/anchore/grype/grype/db/v6/distribution"
)

// The module that nobody should use, the first version that is mended, and what is wrong before it.
const (
	module  = "example.com/acme/leaky"
	mended  = "1.1.0"
	finding = "REHEARSAL-0001"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(args []string) error {
	if len(args) != 4 {
		return fmt.Errorf("expected a folder, an address, a certificate and its key, got %q", args)
	}
	folder := filepath.Clean(args[0])
	if err := write(folder); err != nil {
		return err
	}
	if err := publish(folder); err != nil {
		return err
	}
	files := http.StripPrefix("/databases/", http.FileServer(http.Dir(folder)))
	return http.ListenAndServeTLS(args[1], args[2], args[3], files)
}

func write(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	store, err := v6.NewWriter(v6.Config{DBDirPath: folder})
	if err != nil {
		return err
	}
	now := time.Now().UTC()
	provider := &v6.Provider{ID: "rehearsal", Version: "1", Processor: "rehearsal", DateCaptured: &now, InputDigest: "xxh64:0"}
	vulnerability := &v6.VulnerabilityHandle{
		Name:          finding,
		Status:        v6.VulnerabilityActive,
		PublishedDate: &now,
		ProviderID:    provider.ID,
		Provider:      provider,
		BlobValue: &v6.VulnerabilityBlob{
			ID:         finding,
			Severities: []v6.Severity{{Scheme: v6.SeveritySchemeCHMLN, Value: "critical", Rank: 1}},
		},
	}
	if err := store.AddVulnerabilities(vulnerability); err != nil {
		return err
	}
	affected := &v6.AffectedPackageHandle{
		Vulnerability: vulnerability,
		Package:       &v6.Package{Ecosystem: "go-module", Name: module},
		BlobValue: &v6.PackageBlob{Ranges: []v6.Range{{
			Version: v6.Version{Type: "go", Constraint: "<" + mended},
			Fix:     &v6.Fix{Version: mended, State: v6.FixedStatus},
		}}},
	}
	if err := store.AddAffectedPackages(affected); err != nil {
		return err
	}
	return store.Close()
}

// publish makes the archive and the document that names it, where Grype looks for them below its address.
func publish(folder string) error {
	home := filepath.Join(folder, fmt.Sprintf("v%d", v6.ModelVersion))
	if err := os.MkdirAll(home, 0o755); err != nil {
		return err
	}
	archive := filepath.Join(home, "database.tar.gz")
	tar := exec.Command("tar", "--directory", folder, "--create", "--gzip", "--file", archive, v6.VulnerabilityDBFileName)
	if said, err := tar.CombinedOutput(); err != nil {
		return fmt.Errorf("tar: %w: %s", err, said)
	}
	one, err := distribution.NewArchive(archive, time.Now(), v6.ModelVersion, v6.Revision, v6.Addition)
	if err != nil {
		return err
	}
	latest, err := os.Create(filepath.Join(home, distribution.LatestFileName))
	if err != nil {
		return err
	}
	if err := distribution.NewLatestDocument(*one).Write(latest); err != nil {
		return err
	}
	return latest.Close()
}
