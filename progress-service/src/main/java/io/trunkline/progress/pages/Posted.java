package io.trunkline.progress.pages;

import jakarta.ws.rs.FormParam;
import java.util.ArrayList;
import java.util.List;

/** What was typed into a form, as it came: anything may be missing, and none of it is checked. */
public class Posted {

  @FormParam("id")
  String id;

  @FormParam("moment")
  String moment;

  @FormParam("revision")
  String revision;

  @FormParam("exercise")
  String exercise;

  @FormParam("unit")
  String unit;

  @FormParam("sets")
  String sets;

  @FormParam("reps")
  String reps;

  @FormParam("load")
  String load;

  @FormParam("variation")
  String variation;

  @FormParam("hold")
  String hold;

  @FormParam("times")
  String times;

  @FormParam("report")
  String report;

  @FormParam("days")
  String days;

  @FormParam("until")
  String until;

  @FormParam("reason")
  String reason;

  @FormParam("by")
  String by;

  @FormParam("given")
  String given;

  @FormParam("scope")
  String scope;

  @FormParam("note")
  String note;

  @FormParam("trouble")
  String trouble;

  @FormParam("history")
  List<String> history = new ArrayList<>();

  @FormParam("experience")
  String experience;

  /** Without what nobody meant to type; never null. */
  static String clean(String typed) {
    return typed == null ? "" : typed.strip();
  }
}
