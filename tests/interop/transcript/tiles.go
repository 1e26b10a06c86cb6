// Reads a feed's tree out of tiles with golang.org/x/mod/sumdb/tlog, the original of the format.
//
// Arguments: the folder that holds tile/, the size, the root in hexadecimal.
// Proves and checks every tenth record and the consistency with every tenth size.
package main

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

type folder string

func (f folder) Height() int { return 8 }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		// Go writes the height as well: tile/8/0/000.
		name := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(f), name))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func check(what string, err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, what+":", err)
		os.Exit(1)
	}
}

func main() {
	size, err := strconv.ParseInt(os.Args[2], 10, 64)
	check("size", err)
	raw, err := hex.DecodeString(os.Args[3])
	check("root", err)
	var root tlog.Hash
	copy(root[:], raw)
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, folder(os.Args[1]))
	for n := int64(0); n < size; n += 10 {
		proof, err := tlog.ProveRecord(size, n, reader)
		check("prove", err)
		hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
		check("hash", err)
		check("record", tlog.CheckRecord(proof, size, root, n, hashes[0]))
		old, err := tlog.TreeHash(n+1, reader)
		check("old root", err)
		if n+1 < size {
			between, err := tlog.ProveTree(size, n+1, reader)
			check("prove tree", err)
			check("tree", tlog.CheckTree(between, size, root, n+1, old))
		}
	}
	fmt.Println("accepted")
}
