package fileset

import (
	"path"
	"slices"
	"strings"
)

// rank says how likely a file in a folder is a recording. Of a folder those of
// the best rank are taken: notes.txt is a recording only where nothing else is.
type rank int

const (
	surely rank = iota
	perhaps
	never
)

// Extensions in lower case, without the dot. One that is in no list is perhaps a
// recording.
var (
	recordingExtensions = []string{"csv", "tsv", "wav", "npy", "npz", "parquet", "arff", "cbor"}
	otherExtensions     = strings.Fields(`
		md rst rtf pdf tex bib html htm css js ts
		png jpg jpeg gif svg bmp ico tif tiff webp mp3 mp4 avi mov mkv
		py pyc ipynb m r rmd c h cpp hpp cc ino rs go java sh bat ps1 cmake mk
		yaml yml toml ini cfg conf lock xml
		doc docx ppt pptx odt odp
		zip tar tgz 7z rar bz2 xz zst
		exe dll so o a elf hex bin uf2 map ld
		labels sha256 md5 bak tmp part swp tinyol`)
	// otherNames are how files about a collection are called, whatever their
	// extension.
	otherNames = []string{"readme", "license", "licence", "copying", "changelog", "notice", "citation", "makefile", "authors", "requirements", "thumbs", "desktop"}
)

func rankOf(name string) rank {
	lowered := strings.ToLower(strings.TrimSuffix(name, ".gz"))
	extension := strings.TrimPrefix(path.Ext(lowered), ".")
	switch {
	case hidden(name), slices.Contains(otherExtensions, extension), slices.Contains(otherNames, strings.TrimSuffix(lowered, path.Ext(lowered))):
		return never
	case slices.Contains(recordingExtensions, extension):
		return surely
	}
	return perhaps
}

// hidden reports what a file system or an archiver has put there for itself.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || name == "__MACOSX" }
