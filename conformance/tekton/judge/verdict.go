package main

// Verdict is what one check said of one object.
type Verdict struct {
	// Check is one of document, admission, reconcile, template and event.
	Check     string `json:"check"`
	File      string `json:"file,omitempty"`
	Kind      string `json:"kind"`
	Namespace string `json:"namespace,omitempty"`
	Name      string `json:"name"`
	// Origin says what made an object that no file holds: a template, or an event at a listener.
	Origin   string `json:"origin,omitempty"`
	Accepted bool   `json:"accepted"`
	Message  string `json:"message,omitempty"`
}

// about starts a verdict of a check on an object; the error, if any, decides it.
func about(check string, document Document, err error) Verdict {
	verdict := Verdict{
		Check:     check,
		File:      document.File,
		Kind:      document.Kind,
		Namespace: document.Namespace,
		Name:      document.Name,
		Origin:    document.Origin,
		Accepted:  err == nil,
	}
	if err != nil {
		verdict.Message = err.Error()
	}
	return verdict
}
