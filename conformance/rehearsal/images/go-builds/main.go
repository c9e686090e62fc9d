// Anything that answers requests: of Go's own library it imports what such programs usually do.
package main

import (
	_ "bytes"
	_ "context"
	_ "crypto/rand"
	_ "crypto/sha256"
	_ "embed"
	_ "encoding/json"
	_ "errors"
	_ "fmt"
	_ "io"
	_ "log"
	_ "log/slog"
	_ "math"
	_ "math/rand/v2"
	_ "net/http"
	_ "net/http/pprof"
	_ "os"
	_ "os/signal"
	_ "slices"
	_ "strconv"
	_ "strings"
	_ "sync"
	_ "sync/atomic"
	_ "syscall"
	_ "time"
)

func main() {}
