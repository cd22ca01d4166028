# SPDX-License-Identifier: Apache-2.0
"""Building blocks of cc_toolchain_config.bzl."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load(
    "@bazel_tools//tools/cpp:cc_toolchain_config_lib.bzl",
    "feature",
    "feature_set",
    "flag_group",
    "flag_set",
    "variable_with_value",
    "with_feature_set",
)

def flags(name, actions, flags, enabled = False, when = [], unless = []):
    """A feature that adds fixed flags.

    Args:
      name: of the feature.
      actions: that get the flags.
      flags: the flags.
      enabled: on unless a target says `-name`.
      when: any of these features must be on.
      unless: none of these features may be on.
    Returns:
      The feature.
    """
    if when:
        conditions = [with_feature_set(features = [each]) for each in when]
    elif unless:
        conditions = [with_feature_set(not_features = unless)]
    else:
        conditions = []
    return feature(
        name = name,
        enabled = enabled,
        flag_sets = [flag_set(
            actions = actions,
            flag_groups = [flag_group(flags = flags)],
            with_features = conditions,
        )],
    )

def sanitizer(name, clang_name, compile_actions, link_actions):
    """A sanitizer that stops the program at the first finding.

    Args:
      name: of the feature.
      clang_name: what -fsanitize= calls it.
      compile_actions: compile actions.
      link_actions: link actions.
    Returns:
      The feature.
    """
    return feature(
        name = name,
        flag_sets = [
            flag_set(
                actions = compile_actions,
                flag_groups = [flag_group(flags = [
                    "-fsanitize=" + clang_name,
                    "-fno-sanitize-recover=all",
                    "-fno-omit-frame-pointer",
                ])],
            ),
            flag_set(
                actions = link_actions,
                flag_groups = [flag_group(flags = ["-fsanitize=" + clang_name])],
            ),
        ],
    )

# Bazel implies no archiver flags for an action_config of ours.
ARCHIVER_FEATURE = feature(
    name = "archiver",
    flag_sets = [flag_set(
        actions = [ACTION_NAMES.cpp_link_static_library],
        flag_groups = [
            # D: no times, owners or modes in the archive.
            flag_group(flags = ["rcsD"]),
            flag_group(flags = ["%{output_execpath}"]),
            flag_group(
                iterate_over = "libraries_to_link",
                flag_groups = [
                    flag_group(
                        expand_if_equal = variable_with_value("libraries_to_link.type", "object_file"),
                        flags = ["%{libraries_to_link.name}"],
                    ),
                    flag_group(
                        expand_if_equal = variable_with_value("libraries_to_link.type", "object_file_group"),
                        flag_groups = [flag_group(flags = ["%{libraries_to_link.object_files}"])],
                        iterate_over = "libraries_to_link.object_files",
                    ),
                ],
            ),
        ],
    )],
)

_COMPILE_C = [ACTION_NAMES.c_compile, ACTION_NAMES.cpp_compile]

# layering_check: an #include of a header that no dependency declares is an
# error. Clang finds out by the module maps that Bazel writes.
MODULE_MAP_FEATURES = [
    feature(name = "module_maps", enabled = True),
    # Paths in module maps start at the execution root, ours and Bazel's.
    feature(
        name = "module_map_home_cwd",
        enabled = True,
        flag_sets = [flag_set(
            actions = _COMPILE_C,
            flag_groups = [flag_group(flags = ["-Xclang", "-fmodule-map-file-home-is-cwd"])],
        )],
    ),
    feature(
        name = "use_module_maps",
        requires = [feature_set(features = ["module_maps"])],
        flag_sets = [flag_set(
            actions = _COMPILE_C,
            flag_groups = [
                flag_group(
                    expand_if_available = "module_name",
                    flags = ["-fmodule-name=%{module_name}"],
                ),
                flag_group(
                    expand_if_available = "module_map_file",
                    flags = ["-fmodule-map-file=%{module_map_file}"],
                ),
            ],
        )],
    ),
    feature(
        name = "layering_check",
        implies = ["use_module_maps"],
        flag_sets = [flag_set(
            actions = _COMPILE_C,
            flag_groups = [
                flag_group(flags = ["-fmodules-strict-decluse", "-Wprivate-header"]),
                flag_group(
                    flags = ["-fmodule-map-file=%{dependent_module_map_files}"],
                    iterate_over = "dependent_module_map_files",
                ),
            ],
        )],
    ),
]
