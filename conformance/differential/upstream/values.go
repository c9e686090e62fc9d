package main

import (
	"strconv"
	"time"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/distribution/reference"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// duration answers with nanoseconds.
func duration(text string) any {
	parsed, err := time.ParseDuration(text)
	if err != nil {
		return nil
	}
	return parsed.Nanoseconds()
}

// pause answers with the seconds that a canary waits; below zero it cannot read them.
func pause(length intstr.IntOrString) any {
	seconds := v1alpha1.RolloutPause{Duration: &length}.DurationSeconds()
	if seconds < 0 {
		return nil
	}
	return seconds
}

func quantity(text string) any {
	parsed, err := resource.ParseQuantity(text)
	if err != nil {
		return nil
	}
	value, err := strconv.ParseFloat(parsed.AsDec().String(), 64)
	if err != nil {
		panic(err)
	}
	return value
}

type imageParts struct {
	Registry string `json:"registry"`
	Path     string `json:"path"`
	Tag      string `json:"tag,omitempty"`
	Digest   string `json:"digest,omitempty"`
}

func image(text string) any {
	parsed, err := reference.ParseNormalizedNamed(text)
	if err != nil {
		return nil
	}
	parts := imageParts{Registry: reference.Domain(parsed), Path: reference.Path(parsed)}
	if tagged, ok := parsed.(reference.Tagged); ok {
		parts.Tag = tagged.Tag()
	}
	if digested, ok := parsed.(reference.Digested); ok {
		parts.Digest = digested.Digest().String()
	}
	return parts
}
