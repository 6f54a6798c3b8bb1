/* Tags of which only one goes: the one that is chosen takes the place of the other. */

/** Take those off that cannot be beside the box that was just ticked; gives them back. */
export function giveWay(box) {
  const { group } = box.dataset;
  if (!group || !box.checked) return [];
  const beside = box.form.querySelectorAll(`[data-group="${CSS.escape(group)}"]:checked`);
  const rivals = [...beside].filter((one) => one !== box);
  for (const one of rivals) one.checked = false;
  return rivals;
}
