package main

import (
	"context"
	"net/http"
	"net/http/httptest"

	triggersv1alpha1 "github.com/tektoncd/triggers/pkg/apis/triggers/v1alpha1"
	triggersv1beta1 "github.com/tektoncd/triggers/pkg/apis/triggers/v1beta1"
	"github.com/tektoncd/triggers/pkg/interceptors/server"
	"go.uber.org/zap"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"knative.dev/pkg/apis"
)

// interceptorHost is the address at which the interceptors of Tekton's own release answer here.
const interceptorHost = "interceptors.invalid"

// recordedSecrets answers for every webhook Secret: Git holds none, and the recorded events are signed with this one.
type recordedSecrets struct{}

func (recordedSecrets) Get(context.Context, string, *triggersv1beta1.SecretRef) ([]byte, error) {
	return []byte(webhookSecret), nil
}

// inProcess hands a request to Tekton's interceptor server without a network.
type inProcess struct{ server http.Handler }

func (p inProcess) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.URL.Host != interceptorHost {
		return nil, &unreachableError{request.URL.String()}
	}
	response := httptest.NewRecorder()
	p.server.ServeHTTP(response, request)
	return response.Result(), nil
}

type unreachableError struct{ url string }

func (e *unreachableError) Error() string { return "no interceptor answers at " + e.url + " here" }

func interceptorClient() (*http.Client, error) {
	interceptors, err := server.NewWithCoreInterceptors(recordedSecrets{}, zap.NewNop().Sugar())
	if err != nil {
		return nil, err
	}
	return &http.Client{Transport: inProcess{interceptors}}, nil
}

// coreInterceptors are the ClusterInterceptors that Tekton's release installs.
func coreInterceptors() []*triggersv1alpha1.ClusterInterceptor {
	var found []*triggersv1alpha1.ClusterInterceptor
	for _, name := range []string{"bitbucket", "cel", "github", "gitlab", "slack"} {
		found = append(found, &triggersv1alpha1.ClusterInterceptor{
			ObjectMeta: metav1.ObjectMeta{Name: name},
			Spec: triggersv1alpha1.ClusterInterceptorSpec{
				ClientConfig: triggersv1alpha1.ClientConfig{
					URL: &apis.URL{Scheme: "http", Host: interceptorHost, Path: "/" + name},
				},
			},
		})
	}
	return found
}
