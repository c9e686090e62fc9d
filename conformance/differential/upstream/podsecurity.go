package main

import (
	"sort"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type judgedPod struct {
	Level       api.Level         `json:"level"`
	Minor       int               `json:"minor"`
	Annotations map[string]string `json:"annotations"`
	Spec        corev1.PodSpec    `json:"spec"`
}

// podSecurity answers with the sorted controls that refuse the pod, and whether it is admitted.
func podSecurity(asked judgedPod) any {
	version := api.MajorMinorVersion(1, asked.Minor)
	meta := &metav1.ObjectMeta{Annotations: asked.Annotations}
	refused := []string{}
	overridden := map[policy.CheckID]bool{}
	checks := policy.DefaultChecks()
	for _, check := range checks {
		if check.Level == asked.Level && check.Level == api.LevelRestricted {
			for _, id := range latest(check, version).OverrideCheckIDs {
				overridden[id] = true
			}
		}
	}
	for _, check := range checks {
		if asked.Level == api.LevelPrivileged || (asked.Level == api.LevelBaseline && check.Level != api.LevelBaseline) {
			continue
		}
		if chosen := latest(check, version); !overridden[check.ID] && chosen.CheckPod != nil {
			if !chosen.CheckPod(meta, &asked.Spec).Allowed {
				refused = append(refused, string(check.ID))
			}
		}
	}
	sort.Strings(refused)
	return map[string]any{"refused": refused, "admitted": admits(asked, version, meta)}
}

func latest(check policy.Check, version api.Version) policy.VersionedCheck {
	chosen := policy.VersionedCheck{}
	for _, candidate := range check.Versions {
		if !version.Older(candidate.MinimumVersion) {
			chosen = candidate
		}
	}
	return chosen
}

// admits asks the evaluator that admission uses.
func admits(asked judgedPod, version api.Version, meta *metav1.ObjectMeta) bool {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks())
	if err != nil {
		panic(err)
	}
	results := evaluator.EvaluatePod(api.LevelVersion{Level: asked.Level, Version: version}, meta, &asked.Spec)
	return policy.AggregateCheckResults(results).Allowed
}
