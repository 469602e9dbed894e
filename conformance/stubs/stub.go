// A driver to start from: it gives back documents that are at their target and skips everything else.
// Check: cargo run -p dashlift-conformance -- --driver-cmd "go run stub.go" --cases 'json/document_at_its_target_*'
package main

import (
	"bytes"
	"encoding/json"
	"os"
)

type M = map[string]any
type Request struct {
	Id, Verb any
	Document struct {
		Base64 []byte // encoding/json reads base64 into []byte
		File   string
	}
	Options map[string]any
}

const report = `{"family":"grafana","from":"grafana@42","to":"grafana@42","changed":false,"steps":[],"warnings":[],"losses":[]}`
const build = `{"version":"0.0.0","rules":"none","reference":{},"face":"stub-go"}`

func answer(r Request) M {
	switch text := r.Document.Base64; r.Verb {
	case "start":
		return M{"id": r.Id, "ok": M{"driver": "stub-go", "protocol": 1, "build": build, "verbs": []string{"migrate"}, "registries": []string{"standard"}}}
	case "stop":
		return M{"id": r.Id, "ok": M{}}
	case "migrate":
		if r.Document.File != "" {
			text, _ = os.ReadFile(r.Document.File)
		}
		var head struct{ SchemaVersion, Title any }
		bad := json.Unmarshal(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), &head) != nil
		if _, titled := head.Title.(string); !bad && titled && head.SchemaVersion == 42.0 && len(r.Options) == 0 {
			return M{"id": r.Id, "ok": M{"document": M{"base64": text}, "report": report}}
		}
	}
	return M{"id": r.Id, "skipped": "this stub only gives back documents that are at their target"}
}

func main() {
	requests, replies := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for r := (Request{}); requests.Decode(&r) == nil; r = (Request{}) {
		if replies.Encode(answer(r)) != nil || r.Verb == "stop" {
			return
		}
	}
}
