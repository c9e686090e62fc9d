package main

import (
	_ "unsafe" // for go:linkname

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/replicaset"
	appsv1 "k8s.io/api/apps/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

type pods struct {
	Canary int32 `json:"canary"`
	Stable int32 `json:"stable"`
}

type basic struct {
	Replicas       int32               `json:"replicas"`
	MaxSurge       *intstr.IntOrString `json:"maxSurge"`
	MaxUnavailable *intstr.IntOrString `json:"maxUnavailable"`
	Weight         int32               `json:"weight"`
	Now            pods                `json:"now"`
}

func (b basic) rollout() *v1alpha1.Rollout {
	return rolloutWith(b.Replicas, v1alpha1.CanaryStrategy{
		MaxSurge:       b.MaxSurge,
		MaxUnavailable: b.MaxUnavailable,
		Steps:          []v1alpha1.CanaryStep{{SetWeight: &b.Weight}},
	})
}

func fences(asked basic) any {
	rollout := asked.rollout()
	return map[string]int32{
		"surge":       replicaset.MaxSurge(rollout),
		"unavailable": replicaset.MaxUnavailable(rollout),
	}
}

//go:linkname approximate github.com/argoproj/argo-rollouts/utils/replicaset.approximateWeightedCanaryStableReplicaCounts
func approximate(specReplicas, desiredWeight, maxWeight, maxSurge int32) (int32, int32)

func basicCanary(asked basic) any {
	canary, stable := approximate(asked.Replicas, asked.Weight, 100, replicaset.MaxSurge(asked.rollout()))
	return pods{canary, stable}
}

func nextMove(asked basic) any {
	rollout := asked.rollout()
	canary, stable := replicaset.CalculateReplicaCountsForBasicCanary(
		rollout, replicaSet("new", asked.Now.Canary), replicaSet("old", asked.Now.Stable), nil)
	return pods{canary, stable}
}

type routed struct {
	Replicas             int32  `json:"replicas"`
	DynamicStableScale   bool   `json:"dynamicStableScale"`
	MinPodsPerReplicaSet *int32 `json:"minPodsPerReplicaSet"`
	MaxWeight            *int32 `json:"maxWeight"`
	Weight               int32  `json:"weight"`
	Scale                *struct {
		Replicas *int32 `json:"replicas"`
		Weight   *int32 `json:"weight"`
	} `json:"scale"`
}

func routedCanary(asked routed) any {
	steps := []v1alpha1.CanaryStep{{SetWeight: &asked.Weight}}
	if asked.Scale != nil {
		scale := v1alpha1.SetCanaryScale{Replicas: asked.Scale.Replicas, Weight: asked.Scale.Weight}
		steps = append(steps, v1alpha1.CanaryStep{SetCanaryScale: &scale})
	}
	rollout := rolloutWith(asked.Replicas, v1alpha1.CanaryStrategy{
		Steps:                steps,
		DynamicStableScale:   asked.DynamicStableScale,
		MinPodsPerReplicaSet: asked.MinPodsPerReplicaSet,
		TrafficRouting:       &v1alpha1.RolloutTrafficRouting{Nginx: &v1alpha1.NginxTrafficRouting{}, MaxTrafficWeight: asked.MaxWeight},
	})
	last := int32(len(steps) - 1)
	rollout.Status.CurrentStepIndex = &last
	most := int32(100)
	if asked.MaxWeight != nil {
		most = *asked.MaxWeight
	}
	settled := &v1alpha1.TrafficWeights{
		Canary: v1alpha1.WeightDestination{Weight: asked.Weight},
		Stable: v1alpha1.WeightDestination{Weight: most - asked.Weight},
	}
	canary, stable := replicaset.CalculateReplicaCountsForTrafficRoutedCanary(
		rollout, replicaSet("new", 0), replicaSet("old", asked.Replicas), settled)
	return pods{canary, stable}
}

func rolloutWith(replicas int32, canary v1alpha1.CanaryStrategy) *v1alpha1.Rollout {
	return &v1alpha1.Rollout{
		Spec:   v1alpha1.RolloutSpec{Replicas: &replicas, Strategy: v1alpha1.RolloutStrategy{Canary: &canary}},
		Status: v1alpha1.RolloutStatus{StableRS: "old", CurrentPodHash: "new"},
	}
}

// replicaSet is one whose pods are all available.
func replicaSet(hash string, replicas int32) *appsv1.ReplicaSet {
	labels := map[string]string{v1alpha1.DefaultRolloutUniqueLabelKey: hash}
	return &appsv1.ReplicaSet{
		ObjectMeta: metav1.ObjectMeta{Name: hash, Labels: labels},
		Spec:       appsv1.ReplicaSetSpec{Replicas: &replicas},
		Status:     appsv1.ReplicaSetStatus{Replicas: replicas, AvailableReplicas: replicas},
	}
}
