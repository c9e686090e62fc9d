// Asks an address so many times a second, each time on a new connection, and prints every second what it was answered.
package main

import (
	"encoding/json"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
)

// second is what happened in one second: all answers, and those that were failures or never came.
type second struct {
	At       int64 `json:"at"`
	Answered int   `json:"answered"`
	Failed   int   `json:"failed"`
}

func main() {
	rate, err := strconv.Atoi(os.Args[2])
	if err != nil || rate < 1 {
		panic("load ADDRESS REQUESTS-PER-SECOND")
	}
	client := &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	var mutex sync.Mutex
	var now second
	ask := func() {
		answer, err := client.Get(os.Args[1])
		failed := err != nil || answer.StatusCode >= 500
		if err == nil {
			err = answer.Body.Close()
		}
		mutex.Lock()
		defer mutex.Unlock()
		now.Answered++
		if failed || err != nil {
			now.Failed++
		}
	}
	out := json.NewEncoder(os.Stdout)
	begin := time.Tick(time.Second / time.Duration(rate))
	for tick := time.Tick(time.Second); ; {
		select {
		case <-begin:
			go ask()
		case at := <-tick:
			mutex.Lock()
			now.At = at.UnixMilli()
			told := now
			now = second{}
			mutex.Unlock()
			if err := out.Encode(told); err != nil {
				return
			}
		}
	}
}
