"""Which files are source code somebody here maintains: the filter the published truck factor was computed with.

That was GitHub's Linguist: files of a programming or markup language, less what it calls vendored, generated or documentation.
This is a table of extensions and path patterns to the same end, not Linguist itself: it looks at names only.
"""

import re
from typing import Final

_PROGRAMMING: Final = """
    ada adb ads asm awk bas bash bat c cc cjs clj cljs cljc cl cmd coffee cpp cr cs csx cu cxx d dart el elm erl ex exs f f90
    for fs fsi fsx gd go gradle groovy h hh hpp hrl hs hxx idl ino ipp java jl js jsx kt kts lisp ll lua m mjs ml mli mm nim nix
    pas php php3 php4 php5 phpt pl pm pp proto ps1 psm1 pxd py pyi pyw pyx r rake rb rbx re rkt rs s sc scala scm sh sql st sv
    swift t tcl tf ts tsx v vala vb vhd vhdl vim vue xs zig zsh builder gemspec god podspec ru thor jbuilder rbw bats ctl fish ksh
"""
_MARKUP: Final = """
    ejs erb eex haml handlebars hbs htm html jade jinja jinja2 jsp latte less liquid mustache phtml pug sass scss css slim
    styl svelte tpl twig xhtml xsl xslt razor cshtml rhtml ractive soy ftl vm dust
"""
_EXTENSIONS: Final = frozenset(_PROGRAMMING.split()) | frozenset(_MARKUP.split())
_NAMES: Final = frozenset(
    [
        "Appraisals",
        "Berksfile",
        "Brewfile",
        "Capfile",
        "Cakefile",
        "Dangerfile",
        "Dockerfile",
        "Fastfile",
        "Gemfile",
        "Guardfile",
        "GNUmakefile",
        "Jakefile",
        "Makefile",
        "Podfile",
        "Rakefile",
        "SConstruct",
        "SConscript",
        "Thorfile",
        "configure.ac",
        "wscript",
        "CMakeLists.txt",
    ]
)
_VENDORED: Final = re.compile(
    r"^[Tt]ests?/fixtures/|(?:^|/)(?:vendors?|node_modules|bower_components|third[-_]?party|3rd[-_]?party|extern|external|deps|Godeps|cache|dist|"
    r"debian|gradle/wrapper|\.[^/]+)/"
    r"|(?:^|/)(?:jquery|bootstrap|foundation|normalize|modernizr|raphael|d3|angular|react|mootools|yui|dojo|tiny_mce|ckeditor|"
    r"MochiKit|html5shiv|less|effects|controls|dragdrop|select2|prototype)[^./]*(?:[-.]v?[0-9][\w.-]*)?\.(?:js|css|less|scss)$"
    r"|(?:\.|-)min\.(?:js|css)$|(?:^|/)(?:config\.guess|config\.sub|configure|ltmain\.sh|aclocal\.m4|gradlew(?:\.bat)?)$"
    r"|\.(?:pb\.go|pb\.cc|pb\.h|designer\.cs|g\.dart)$|_pb2(?:_grpc)?\.py$"
)
"""After the kinds of paths in Linguist's vendor.yml and generated.rb: copies of other people's code, and output."""
_DOCUMENTATION: Final = re.compile(
    r"^(?:[Dd]ocs?|[Dd]ocumentation|[Mm]an|[Jj]avadoc|[Ee]xamples?|[Dd]emos?|[Ss]amples?|inst/doc)/"
    r"|(?:^|/)(?:[Dd]ocumentation|[Jj]avadoc|[Gg]roovydoc)/"
    r"|(?:^|/)(?:CHANGE(?:S|LOG)?|CONTRIBUTING|COPYING|INSTALL|LICEN[CS]E|README)(?:\.|$)"
)
"""After documentation.yml of Linguist."""


def is_source(path: str, *, executable: bool = False) -> bool:
    """Whether a file counts as source code of this project.

    Args:
        path: where it lies.
        executable: whether it may be run; without an extension it then counts as a script, which Linguist reads its
            first line for.
    """
    name = path.rpartition("/")[2]
    dotted = "." in name[1:]
    extension = name.rpartition(".")[2].lower() if dotted else ""
    script = executable and not dotted and not name.startswith(".")
    if extension not in _EXTENSIONS and name not in _NAMES and not script:
        return False
    return not _VENDORED.search(path) and not _DOCUMENTATION.search(path)
