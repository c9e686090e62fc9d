package main

import (
	"regexp"

	wildcard "github.com/IGLOU-EU/go-wildcard"
	"github.com/gobwas/glob"
)

type patternAndText struct {
	Pattern string `json:"pattern"`
	Text    string `json:"text"`
}

func wildcardMatch(asked patternAndText) any {
	return wildcard.Match(asked.Pattern, asked.Text)
}

// globMatch compiles without separators, as Kyverno does for matchImageReferences.
func globMatch(asked patternAndText) (said any) {
	// Some globs with an open brace make the library panic; a policy with such a glob serves nobody.
	defer func() {
		if recover() != nil {
			said = nil
		}
	}()
	compiled, err := glob.Compile(asked.Pattern)
	if err != nil {
		return nil
	}
	return compiled.Match(asked.Text)
}

func expressionMatch(asked patternAndText) any {
	compiled, err := regexp.Compile(asked.Pattern)
	if err != nil {
		return nil
	}
	return compiled.MatchString(asked.Text)
}
