// A service that says its version, for the steps of a Dockerfile to compile.
package main

import "fmt"

var version = "unknown"

func main() { fmt.Println(version) }
