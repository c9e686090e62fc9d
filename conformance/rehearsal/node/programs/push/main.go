// Pushes an OCI archive to a registry and prints the digest of what it holds:
//
//	push image.tar registry.example/team/image:1
package main

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("expected an archive and a reference")
	}
	digest, err := push(os.Args[1], os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(digest)
}

func push(archive, reference string) (v1.Hash, error) {
	to, err := name.ParseReference(reference)
	if err != nil {
		return v1.Hash{}, err
	}
	folder, err := os.MkdirTemp("", "push-")
	if err != nil {
		return v1.Hash{}, err
	}
	defer os.RemoveAll(folder)
	if err := unpack(archive, folder); err != nil {
		return v1.Hash{}, err
	}
	index, err := layout.ImageIndexFromPath(folder)
	if err != nil {
		return v1.Hash{}, err
	}
	manifest, err := index.IndexManifest()
	if err != nil {
		return v1.Hash{}, err
	}
	if len(manifest.Manifests) != 1 {
		return v1.Hash{}, fmt.Errorf("%s: expected one image, got %d", archive, len(manifest.Manifests))
	}
	content := manifest.Manifests[0]
	if content.MediaType.IsIndex() {
		inner, err := index.ImageIndex(content.Digest)
		if err != nil {
			return v1.Hash{}, err
		}
		return content.Digest, remote.WriteIndex(to, inner)
	}
	image, err := index.Image(content.Digest)
	if err != nil {
		return v1.Hash{}, err
	}
	return content.Digest, remote.Write(to, image)
}

// unpack writes the regular files of a tar archive below a folder, and nothing outside it.
func unpack(archive, folder string) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	for entries := tar.NewReader(file); ; {
		entry, err := entries.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if entry.Typeflag != tar.TypeReg {
			continue
		}
		if err := write(root, filepath.Clean(entry.Name), entries); err != nil {
			return err
		}
	}
}

func write(root *os.Root, path string, content io.Reader) error {
	for at := range len(path) {
		if path[at] != '/' {
			continue
		}
		if err := root.Mkdir(path[:at], 0o755); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	file, err := root.Create(path)
	if err != nil {
		return err
	}
	if _, err := io.Copy(file, content); err != nil {
		return err
	}
	return file.Close()
}
