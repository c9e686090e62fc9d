package main

import (
	"reflect"
	"strconv"
	"time"
	"unsafe"

	"github.com/argoproj/argo-rollouts/analysis"
	"github.com/argoproj/argo-rollouts/metric"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/evaluate"
	"github.com/argoproj/argo-rollouts/utils/record"
	clock "github.com/argoproj/argo-rollouts/utils/time"
	log "github.com/sirupsen/logrus"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

type measured struct {
	Success string `json:"success"`
	Failure string `json:"failure"`
	// Nil, one number, or a list of numbers; each as a text, for JSON has no NaN.
	Value any `json:"value"`
}

func condition(asked measured) any {
	wanted := v1alpha1.Metric{SuccessCondition: asked.Success, FailureCondition: asked.Failure}
	phase, _ := evaluate.EvaluateResult(valueOf(asked.Value), wanted, *log.NewEntry(log.StandardLogger()))
	return phase
}

func valueOf(given any) any {
	switch value := given.(type) {
	case string:
		return number(value)
	case []any:
		vector := make([]float64, len(value))
		for i, one := range value {
			vector[i] = number(one.(string))
		}
		return vector
	default:
		return nil
	}
}

func number(text string) float64 {
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err)
	}
	return value
}

type limitsAndSeries struct {
	Count                   *intstr.IntOrString      `json:"count"`
	Interval                v1alpha1.DurationString  `json:"interval"`
	InitialDelay            v1alpha1.DurationString  `json:"initialDelay"`
	FailureLimit            *intstr.IntOrString      `json:"failureLimit"`
	InconclusiveLimit       *intstr.IntOrString      `json:"inconclusiveLimit"`
	ConsecutiveErrorLimit   *intstr.IntOrString      `json:"consecutiveErrorLimit"`
	ConsecutiveSuccessLimit *intstr.IntOrString      `json:"consecutiveSuccessLimit"`
	Series                  []v1alpha1.AnalysisPhase `json:"series"`
}

type verdict struct {
	Phase        v1alpha1.AnalysisPhase `json:"phase"`
	At           int64                  `json:"at"`
	Measurements int                    `json:"measurements"`
	Message      string                 `json:"message,omitempty"`
}

//go:linkname reconcile github.com/argoproj/argo-rollouts/analysis.(*Controller).reconcileAnalysisRun
func reconcile(controller *analysis.Controller, run *v1alpha1.AnalysisRun) *v1alpha1.AnalysisRun

// analysisOutcome lets the controller reconcile a run of one metric again and again, each time when it asked to be called
// again, until the run has ended or nothing more was measured.
func analysisOutcome(asked limitsAndSeries) any {
	start := time.Unix(1_800_000_000, 0)
	now := start
	clock.SetNowTimeFunc(func() time.Time { return now })
	script := &scripted{series: asked.Series}
	var again *time.Duration
	controller := &analysis.Controller{}
	set(controller, "newProvider", func(log.Entry, string, v1alpha1.Metric) (metric.Provider, error) { return script, nil })
	set(controller, "enqueueAnalysisAfter", func(_ any, after time.Duration) { again = &after })
	set(controller, "recorder", silent{})
	run := &v1alpha1.AnalysisRun{
		ObjectMeta: metav1.ObjectMeta{Name: "run", Namespace: "default"},
		Spec:       v1alpha1.AnalysisRunSpec{Metrics: []v1alpha1.Metric{asked.metric()}},
	}
	// The last measurement was not asked for by anybody: then the series ended before the run did.
	for script.taken <= len(asked.Series) {
		again = nil
		run = reconcile(controller, run)
		if run.Status.Phase.Completed() {
			return verdictOf(run, now.Sub(start), script.taken)
		}
		if again == nil {
			return nil
		}
		// A measurement is due when its time has passed, not when it has come.
		now = now.Add(*again + time.Nanosecond)
	}
	return nil
}

func (asked limitsAndSeries) metric() v1alpha1.Metric {
	return v1alpha1.Metric{
		Name:                    "asked",
		Count:                   asked.Count,
		Interval:                asked.Interval,
		InitialDelay:            asked.InitialDelay,
		FailureLimit:            asked.FailureLimit,
		InconclusiveLimit:       asked.InconclusiveLimit,
		ConsecutiveErrorLimit:   asked.ConsecutiveErrorLimit,
		ConsecutiveSuccessLimit: asked.ConsecutiveSuccessLimit,
		SuccessCondition:        "true",
		Provider:                v1alpha1.MetricProvider{Prometheus: &v1alpha1.PrometheusMetric{Address: "http://nowhere"}},
	}
}

func verdictOf(run *v1alpha1.AnalysisRun, at time.Duration, measurements int) any {
	if measurements == 0 {
		return map[string]string{"invalid": run.Status.Message}
	}
	return verdict{run.Status.Phase, at.Milliseconds(), measurements, run.Status.Message}
}

// set fills a field that only the controller's own tests reach.
func set(controller *analysis.Controller, field string, value any) {
	place := reflect.ValueOf(controller).Elem().FieldByName(field)
	reflect.NewAt(place.Type(), unsafe.Pointer(place.UnsafeAddr())).Elem().Set(reflect.ValueOf(value))
}

// silent records no events.
type silent struct{ record.EventRecorder }

func (silent) Eventf(runtime.Object, record.EventOptions, string, ...any) {}

// scripted is a provider that measures what it was told to.
type scripted struct {
	series []v1alpha1.AnalysisPhase
	taken  int
}

func (s *scripted) Run(*v1alpha1.AnalysisRun, v1alpha1.Metric) v1alpha1.Measurement {
	s.taken++
	started := clock.MetaNow()
	if s.taken > len(s.series) {
		return v1alpha1.Measurement{StartedAt: &started, Phase: v1alpha1.AnalysisPhaseRunning}
	}
	return v1alpha1.Measurement{StartedAt: &started, Phase: s.series[s.taken-1]}
}

func (s *scripted) Resume(_ *v1alpha1.AnalysisRun, _ v1alpha1.Metric, given v1alpha1.Measurement) v1alpha1.Measurement {
	return given
}

func (s *scripted) Terminate(_ *v1alpha1.AnalysisRun, _ v1alpha1.Metric, given v1alpha1.Measurement) v1alpha1.Measurement {
	return given
}

func (s *scripted) GarbageCollect(*v1alpha1.AnalysisRun, v1alpha1.Metric, int) error { return nil }
func (s *scripted) Type() string                                                     { return "scripted" }
func (s *scripted) GetMetadata(v1alpha1.Metric) map[string]string                    { return nil }
