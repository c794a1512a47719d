package inspect

// Exchange 收发记录 is a package sent or received. It is remembered so that
// importing twice changes nothing, and a withheld or forked one is noticed.
type Exchange struct {
	ID          string `json:"id"`
	Kind        string `json:"kind"`
	Direction   string `json:"direction"` // out, in
	Device      string `json:"device"`
	Sequence    int64  `json:"sequence"`
	Tagmanifest string `json:"tagmanifest"` // SHA-256 of what was signed
	Task        string `json:"task"`
	Name        string `json:"name"`
	Checkpoint  string `json:"checkpoint"` // root of the sender's log
	Verdict     string `json:"verdict"`
	At          string `json:"at"`
}

// Fork 版本冲突 is a version that did not become the head; a named person decides.
type Fork struct {
	Digest  string `json:"digest"`
	Noun    Noun   `json:"noun"`
	ID      string `json:"id"`
	Head    string `json:"head"` // the head that stayed
	Reason  string `json:"reason"`
	At      string `json:"at"`
	Decided string `json:"decided"`
}
