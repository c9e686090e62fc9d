// Reads Dockerfiles with BuildKit's own parser and converts them as a build would, with all its checks, for arm64.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerui"
	"github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

// Every base image is there, is for the platform that is asked for, and sets nothing.
type everyImage struct{}

func (everyImage) ResolveImageConfig(_ context.Context, ref string, opt sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	image := ocispecs.Image{Platform: ocispecs.Platform{OS: "linux", Architecture: "arm64"}}
	if opt.ImageOpt != nil && opt.ImageOpt.Platform != nil {
		image.Platform = *opt.ImageOpt.Platform
	}
	config, err := json.Marshal(image)
	return ref, digest.FromBytes(config), config, err
}

func main() {
	target := ocispecs.Platform{OS: "linux", Architecture: "arm64"}
	builder := ocispecs.Platform{OS: "linux", Architecture: "amd64"}
	for _, file := range os.Args[1:] {
		text, err := os.ReadFile(file)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		_, err = dockerfile2llb.Dockerfile2LLB(context.Background(), text, dockerfile2llb.ConvertOpt{
			Config:         dockerui.Config{BuildPlatforms: []ocispecs.Platform{builder}, TargetPlatforms: []ocispecs.Platform{target}},
			TargetPlatform: &target,
			MetaResolver:   everyImage{},
			AllStages:      true,
			Warn: func(rule, _, _, message string, _ []parser.Range) {
				fmt.Printf("%s: %s: %s\n", file, rule, message)
			},
		})
		if err != nil {
			fmt.Printf("%s: %v\n", file, err)
		}
	}
}
