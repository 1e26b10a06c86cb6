// Checks notes and proofs with golang.org/x/mod/sumdb, the original of these formats.
//
// Input, one JSON object: vkey, note_old, note_new, leaves (base64), size_old, size_new,
// root_old, root_new, consistency (base64 hashes), inclusion (one list a leaf).
// Prints "accepted" or exits 1 with the reason.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type input struct {
	Vkey        string     `json:"vkey"`
	NoteOld     string     `json:"note_old"`
	NoteNew     string     `json:"note_new"`
	Leaves      [][]byte   `json:"leaves"`
	SizeOld     int64      `json:"size_old"`
	SizeNew     int64      `json:"size_new"`
	RootOld     []byte     `json:"root_old"`
	RootNew     []byte     `json:"root_new"`
	Consistency [][]byte   `json:"consistency"`
	Inclusion   [][][]byte `json:"inclusion"`
}

func fail(what string, err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, what+":", err)
		os.Exit(1)
	}
}

func hash(raw []byte) tlog.Hash {
	var h tlog.Hash
	copy(h[:], raw)
	return h
}

func hashes(raw [][]byte) []tlog.Hash {
	var all []tlog.Hash
	for _, one := range raw {
		all = append(all, hash(one))
	}
	return all
}

func main() {
	var in input
	fail("input", json.NewDecoder(os.Stdin).Decode(&in))
	key, err := note.NewVerifier(in.Vkey)
	fail("vkey", err)
	for _, text := range []string{in.NoteOld, in.NoteNew} {
		opened, err := note.Open([]byte(text), note.VerifierList(key))
		fail("note", err)
		if len(opened.Sigs) != 1 {
			fail("note", fmt.Errorf("%d signatures", len(opened.Sigs)))
		}
	}
	fail("consistency", tlog.CheckTree(hashes(in.Consistency), in.SizeNew, hash(in.RootNew), in.SizeOld, hash(in.RootOld)))
	for i, path := range in.Inclusion {
		err := tlog.CheckRecord(hashes(path), in.SizeNew, hash(in.RootNew), int64(i), tlog.RecordHash(in.Leaves[i]))
		fail(fmt.Sprintf("inclusion %d", i), err)
	}
	fmt.Println("accepted")
}
