// A registry on loopback that serves the referrers API, and a maker of tiny images for it:
//
//	registry serve 127.0.0.1:5000
//	registry push 127.0.0.1:5000/acme/api:1 text    prints the image's digest
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "serve":
		quiet := registry.Logger(log.New(io.Discard, "", 0))
		inner := registry.New(quiet, registry.WithReferrersSupport(true))
		return http.ListenAndServe(args[1], withArtifactTypes(inner))
	case len(args) == 3 && args[0] == "push":
		return push(args[1], args[2])
	}
	return fmt.Errorf("expected serve or push, got %q", args)
}

// push makes an image whose only layer is a text, so that different texts have different digests.
func push(reference, text string) error {
	tag, err := name.ParseReference(reference)
	if err != nil {
		return err
	}
	image, err := mutate.AppendLayers(empty.Image, static.NewLayer([]byte(text), types.OCIUncompressedLayer))
	if err != nil {
		return err
	}
	if err := remote.Write(tag, image); err != nil {
		return err
	}
	digest, err := image.Digest()
	fmt.Println(digest)
	return err
}

var referrers = regexp.MustCompile(`^(/v2/.+)/referrers/`)

// withArtifactTypes completes the answers of the referrers API: the inner registry takes the artifact's type from the
// config's media type, but a signature says it in its manifest.
func withArtifactTypes(inner http.Handler) http.Handler {
	return http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		match := referrers.FindStringSubmatch(request.URL.Path)
		if match == nil {
			inner.ServeHTTP(response, request)
			return
		}
		answer := httptest.NewRecorder()
		inner.ServeHTTP(answer, request)
		var index map[string]any
		if json.Unmarshal(answer.Body.Bytes(), &index) != nil || index["manifests"] == nil {
			response.WriteHeader(answer.Code)
			io.Copy(response, answer.Body)
			return
		}
		for _, one := range index["manifests"].([]any) {
			descriptor := one.(map[string]any)
			descriptor["artifactType"] = artifactType(inner, fmt.Sprintf("%s/manifests/%s", match[1], descriptor["digest"]))
		}
		body, _ := json.Marshal(index)
		response.Header().Set("Content-Type", string(types.OCIImageIndex))
		io.Copy(response, bytes.NewReader(body))
	})
}

func artifactType(inner http.Handler, path string) string {
	answer := httptest.NewRecorder()
	inner.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	var manifest struct {
		ArtifactType string `json:"artifactType"`
	}
	json.Unmarshal(answer.Body.Bytes(), &manifest)
	return manifest.ArtifactType
}
