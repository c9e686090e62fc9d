package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	yamlreader "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// generatedSuffix is as long as the one that the API server appends to generateName.
const generatedSuffix = "x7k2q"

// Document is one manifest, as JSON, with the facts that name it.
type Document struct {
	File       string
	Origin     string
	APIVersion string
	Kind       string
	Namespace  string
	Name       string
	JSON       []byte
	// Problem says why the text is no object at all.
	Problem error
}

func readDocuments(paths []string) ([]Document, error) {
	var documents []Document
	for _, path := range paths {
		in := io.ReadCloser(os.Stdin)
		if path != "-" {
			file, err := os.Open(path)
			if err != nil {
				return nil, err
			}
			in = file
		}
		found, err := splitDocuments(path, in)
		in.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		documents = append(documents, found...)
	}
	return documents, nil
}

func splitDocuments(path string, in io.Reader) ([]Document, error) {
	var documents []Document
	reader := yamlreader.NewYAMLReader(bufio.NewReader(in))
	for {
		text, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return nil, err
		}
		if isBlank(string(text)) {
			continue
		}
		documents = append(documents, newDocument(path, "", text))
	}
}

// newDocument reads YAML (or JSON) strictly: a duplicate key is a problem, as it is for the API server.
func newDocument(file, origin string, text []byte) Document {
	document := Document{File: file, Origin: origin}
	document.JSON, document.Problem = yaml.YAMLToJSONStrict(text)
	if document.Problem != nil {
		return document
	}
	var header struct {
		metav1.TypeMeta   `json:",inline"`
		metav1.ObjectMeta `json:"metadata"`
	}
	if err := json.Unmarshal(document.JSON, &header); err != nil {
		document.Problem = err
		return document
	}
	document.APIVersion, document.Kind = header.APIVersion, header.Kind
	document.Namespace, document.Name = header.Namespace, header.Name
	if document.Name == "" {
		document.Name = header.GenerateName
	}
	return document
}

func isBlank(text string) bool {
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line != "" && line != "---" && !strings.HasPrefix(line, "#") {
			return false
		}
	}
	return true
}
