"""Where one person, or nobody, holds a component: coverage, bus factor over the hard closure, blast radius."""
