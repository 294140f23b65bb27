var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return(e=>new i(typeof e==`string`?e:e+``,void 0,n))(t)})(e):e,{is:o,defineProperty:s,getOwnPropertyDescriptor:c,getOwnPropertyNames:l,getOwnPropertySymbols:u,getPrototypeOf:d}=Object,f=globalThis,ee=f.trustedTypes,te=ee?ee.emptyScript:``,ne=f.reactiveElementPolyfillSupport,p=(e,t)=>e,re={toAttribute(e,t){switch(t){case Boolean:e=e?te:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ie=(e,t)=>!o(e,t),ae={attribute:!0,type:String,converter:re,reflect:!1,useDefault:!1,hasChanged:ie};Symbol.metadata??=Symbol(`metadata`),f.litPropertyMetadata??=new WeakMap;var m=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ae){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&s(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=c(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ae}static _$Ei(){if(this.hasOwnProperty(p(`elementProperties`)))return;let e=d(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(p(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(p(`properties`))){let e=this.properties,t=[...l(e),...u(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(a(e))}else e!==void 0&&t.push(a(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let n=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return((n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}})(n,this.constructor.elementStyles),n}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?re:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?re:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ie)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};m.elementStyles=[],m.shadowRootOptions={mode:`open`},m[p(`elementProperties`)]=new Map,m[p(`finalized`)]=new Map,ne?.({ReactiveElement:m}),(f.reactiveElementVersions??=[]).push(`2.1.2`);var oe=globalThis,se=e=>e,h=oe.trustedTypes,ce=h?h.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,le=`$lit$`,g=`lit$${Math.random().toFixed(9).slice(2)}$`,ue=`?`+g,de=`<${ue}>`,_=document,v=()=>_.createComment(``),y=e=>e===null||typeof e!=`object`&&typeof e!=`function`,fe=Array.isArray,pe=`[ 	
\f\r]`,b=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,me=/-->/g,he=/>/g,x=RegExp(`>|${pe}(?:([^\\s"'>=/]+)(${pe}*=${pe}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),ge=/'/g,_e=/"/g,ve=/^(?:script|style|textarea|title)$/i,ye=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),S=ye(1),C=ye(2),w=Symbol.for(`lit-noChange`),T=Symbol.for(`lit-nothing`),be=new WeakMap,E=_.createTreeWalker(_,129);function xe(e,t){if(!fe(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ce===void 0?t:ce.createHTML(t)}var Se=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=b;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===b?c[1]===`!--`?o=me:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=x):(ve.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=x):o=he:o===x?c[0]===`>`?(o=i??b,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?x:c[3]===`"`?_e:ge):o===_e||o===ge?o=x:o===me||o===he?o=b:(o=x,i=void 0);let d=o===x&&e[t+1].startsWith(`/>`)?` `:``;a+=o===b?n+de:l>=0?(r.push(s),n.slice(0,l)+le+n.slice(l)+g+d):n+g+(l===-2?t:d)}return[xe(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},Ce=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Se(t,n);if(this.el=e.createElement(l,r),E.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=E.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(le)){let t=u[o++],n=i.getAttribute(e).split(g),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ee:r[1]===`?`?De:r[1]===`@`?Oe:O}),i.removeAttribute(e)}else e.startsWith(g)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(ve.test(i.tagName)){let e=i.textContent.split(g),t=e.length-1;if(t>0){i.textContent=h?h.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],v()),E.nextNode(),c.push({type:2,index:++a});i.append(e[t],v())}}}else if(i.nodeType===8){if(i.data===ue)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(g,e+1))!==-1;)c.push({type:7,index:a}),e+=g.length-1}}a++}}static createElement(e,t){let n=_.createElement(`template`);return n.innerHTML=e,n}};function D(e,t,n=e,r){if(t===w)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=y(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=D(e,i._$AS(e,t.values),i,r)),t}var we=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??_).importNode(t,!0);E.currentNode=r;let i=E.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Te(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new ke(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=E.nextNode(),a++)}return E.currentNode=_,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Te=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=T,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=D(this,e,t),y(e)?e===T||e==null||e===``?(this._$AH!==T&&this._$AR(),this._$AH=T):e!==this._$AH&&e!==w&&this._(e):e._$litType$===void 0?e.nodeType===void 0?(e=>fe(e)||typeof e?.[Symbol.iterator]==`function`)(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==T&&y(this._$AH)?this._$AA.nextSibling.data=e:this.T(_.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=Ce.createElement(xe(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new we(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=be.get(e.strings);return t===void 0&&be.set(e.strings,t=new Ce(e)),t}k(t){fe(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(v()),this.O(v()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=se(e).nextSibling;se(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},O=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=T,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=T}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=D(this,e,t,0),a=!y(e)||e!==this._$AH&&e!==w,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=D(this,r[n+o],t,o),s===w&&(s=this._$AH[o]),a||=!y(s)||s!==this._$AH[o],s===T?e=T:e!==T&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===T?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ee=class extends O{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===T?void 0:e}},De=class extends O{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==T)}},Oe=class extends O{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=D(this,e,t,0)??T)===w)return;let n=this._$AH,r=e===T&&n!==T||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==T&&(n===T||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ke=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){D(this,e)}},Ae=oe.litHtmlPolyfillSupport;Ae?.(Ce,Te),(oe.litHtmlVersions??=[]).push(`3.3.3`);var je=globalThis,k=class extends m{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=((e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Te(t.insertBefore(v(),e),e,void 0,n??{})}return i._$AI(e),i})(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return w}};k._$litElement$=!0,k.finalized=!0,je.litElementHydrateSupport?.({LitElement:k});var Me=je.litElementPolyfillSupport;function Ne(e,t,n=``){let r=function(e){return e instanceof Uint8Array||ArrayBuffer.isView(e)&&e.constructor.name===`Uint8Array`}(e),i=e?.length,a=t!==void 0;if(!r||a&&i!==t)throw Error((n&&`"${n}" `)+`expected Uint8Array`+(a?` of length ${t}`:``)+`, got `+(r?`length=${i}`:`type=`+typeof e));return e}function Pe(e,t=!0){if(e.destroyed)throw Error(`Hash instance has been destroyed`);if(t&&e.finished)throw Error(`Hash#digest() has already been called`)}function Fe(...e){for(let t=0;t<e.length;t++)e[t].fill(0)}function Ie(e){return new DataView(e.buffer,e.byteOffset,e.byteLength)}function A(e,t){return e<<32-t|e>>>t}function Le(e,t={}){let n=(t,n)=>e(n).update(t).digest(),r=e(void 0);return n.outputLen=r.outputLen,n.blockLen=r.blockLen,n.create=t=>e(t),Object.assign(n,t),Object.freeze(n)}Me?.({LitElement:k}),(je.litElementVersions??=[]).push(`4.2.2`);var Re=e=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,e])});function ze(e,t,n){return e&t^~e&n}function Be(e,t,n){return e&t^e&n^t&n}var Ve=class{blockLen;outputLen;padOffset;isLE;buffer;view;finished=!1;length=0;pos=0;destroyed=!1;constructor(e,t,n,r){this.blockLen=e,this.outputLen=t,this.padOffset=n,this.isLE=r,this.buffer=new Uint8Array(e),this.view=Ie(this.buffer)}update(e){Pe(this),Ne(e);let{view:t,buffer:n,blockLen:r}=this,i=e.length;for(let a=0;a<i;){let o=Math.min(r-this.pos,i-a);if(o===r){let t=Ie(e);for(;r<=i-a;a+=r)this.process(t,a)}else n.set(e.subarray(a,a+o),this.pos),this.pos+=o,a+=o,this.pos===r&&(this.process(t,0),this.pos=0)}return this.length+=e.length,this.roundClean(),this}digestInto(e){Pe(this),function(e,t){Ne(e,void 0,`digestInto() output`);let n=t.outputLen;if(e.length<n)throw Error(`"digestInto() output" expected to be of length >=`+n)}(e,this),this.finished=!0;let{buffer:t,view:n,blockLen:r,isLE:i}=this,{pos:a}=this;t[a++]=128,Fe(this.buffer.subarray(a)),this.padOffset>r-a&&(this.process(n,0),a=0);for(let e=a;e<r;e++)t[e]=0;n.setBigUint64(r-8,BigInt(8*this.length),i),this.process(n,0);let o=Ie(e),s=this.outputLen;if(s%4)throw Error(`_sha2: outputLen must be aligned to 32bit`);let c=s/4,l=this.get();if(c>l.length)throw Error(`_sha2: outputLen bigger than state`);for(let e=0;e<c;e++)o.setUint32(4*e,l[e],i)}digest(){let{buffer:e,outputLen:t}=this;this.digestInto(e);let n=e.slice(0,t);return this.destroy(),n}_cloneInto(e){e||=new this.constructor,e.set(...this.get());let{blockLen:t,buffer:n,length:r,finished:i,destroyed:a,pos:o}=this;return e.destroyed=a,e.finished=i,e.length=r,e.pos=o,r%t&&e.buffer.set(n),e}clone(){return this._cloneInto()}},j=Uint32Array.from([1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]),He=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]),M=new Uint32Array(64),Ue=class extends Ve{constructor(e){super(64,e,8,!1)}get(){let{A:e,B:t,C:n,D:r,E:i,F:a,G:o,H:s}=this;return[e,t,n,r,i,a,o,s]}set(e,t,n,r,i,a,o,s){this.A=0|e,this.B=0|t,this.C=0|n,this.D=0|r,this.E=0|i,this.F=0|a,this.G=0|o,this.H=0|s}process(e,t){for(let n=0;n<16;n++,t+=4)M[n]=e.getUint32(t,!1);for(let e=16;e<64;e++){let t=M[e-15],n=M[e-2],r=A(t,7)^A(t,18)^t>>>3,i=A(n,17)^A(n,19)^n>>>10;M[e]=i+M[e-7]+r+M[e-16]|0}let{A:n,B:r,C:i,D:a,E:o,F:s,G:c,H:l}=this;for(let e=0;e<64;e++){let t=l+(A(o,6)^A(o,11)^A(o,25))+ze(o,s,c)+He[e]+M[e]|0,u=(A(n,2)^A(n,13)^A(n,22))+Be(n,r,i)|0;l=c,c=s,s=o,o=a+t|0,a=i,i=r,r=n,n=t+u|0}n=n+this.A|0,r=r+this.B|0,i=i+this.C|0,a=a+this.D|0,o=o+this.E|0,s=s+this.F|0,c=c+this.G|0,l=l+this.H|0,this.set(n,r,i,a,o,s,c,l)}roundClean(){Fe(M)}destroy(){this.set(0,0,0,0,0,0,0,0),Fe(this.buffer)}},We=class extends Ue{A=0|j[0];B=0|j[1];C=0|j[2];D=0|j[3];E=0|j[4];F=0|j[5];G=0|j[6];H=0|j[7];constructor(){super(32)}},Ge=Le(()=>new We,Re(1));async function Ke({seed:e,bits:t}){let n=new TextEncoder,r=Ge.create().update(n.encode(`${e}:`));for(let i=0;;i++){let a=r.clone().update(n.encode(`${i}`)).digest();if(Math.clz32(new DataView(a.buffer).getUint32(0))>=t)return`${e}:${i}`;i%2e3==1999&&await new Promise(e=>setTimeout(e))}}var qe=`چرا تمام شد؟`,Je=`به چه کسی؟`,Ye=`انصراف`,Xe={citizen:`شهروند`,bot:`دستیار`,operator:`کارشناس`,notice:`سامانه`},Ze={bot:`دستیار پاسخ می‌دهد`,queue:`در صف`,operator:`در دست کارشناس`},Qe={bot:`دستیار ادامه می‌دهد`,queue:`به صف رفت`,operator:`کارشناس گفت‌وگو را گرفت`},$e=`حذف اطلاعات شخصی`,et=`پیشنهاد برای پاسخ`,tt=`نام خدمت یا پرسش شهروند`,nt=`یادداشت برای همکاران`,rt=`پیش از پاسخ بدانید`,N=`این کار انجام نشد. دوباره امتحان کنید.`,it=`نام کاربری`,at=`گذرواژه`,P=class extends Error{constructor(e,t,n,r=[],i){super(t),this.status=e,this.code=t,this.detail=n,this.fields=r,this.puzzle=i}};async function ot(e,t,n){let r=await st(e,t,n);return r.status===204?void 0:await r.json()}async function st(e,t,n){let r={...n.headers,...e?{"X-CSRF-Token":e}:{}};for(let e=0;;e++){let i=await fetch(t,{...n,headers:r,credentials:`same-origin`}).catch(()=>{});if(!i)throw new P(0,`offline`,`ارتباط قطع است. چیزی که نوشته‌اید همین‌جا می‌ماند؛ دوباره بفرستید.`);if(i.ok)return i;let a=await ct(i);if(!a.puzzle||e===3)throw a;r={...r,"X-Puzzle-Solution":await Ke(a.puzzle)}}}var F=class{constructor(e){this.csrf=e}get(e){return ot(this.csrf,`/api/v1/desk/${e}`,{})}async file(e){return(await st(this.csrf,`/api/v1/desk/${e}`,{})).blob()}post(e,t={},n){let r={"Content-Type":`application/json`,...n?{"Idempotency-Key":n}:{}};return ot(this.csrf,`/api/v1/desk/${e}`,{method:`POST`,body:JSON.stringify(t),headers:r})}};async function ct(e){let t=await e.json().catch(()=>({})),n=(t.errors??[]).map(({field:e})=>e);return new P(e.status,t.code??``,t.detail??N,n,function(e){let{seed:t,bits:n}=e??{};return typeof t==`string`&&typeof n==`number`&&n<=26?{seed:t,bits:n}:void 0}(t.puzzle))}var I=class{constructor(e){this.changed=e,this.notice=``}tell(){this.changed()}async attempt(e){let t;try{await e()}catch(e){t=e instanceof P?e:new P(0,``,N),t.code===`not_signed_in`&&location.assign(`/desk/sign-in`)}return this.notice=t?.detail??``,this.changed(),!t}},lt=class{#e;#t;constructor(e){this.desk=e,this.list=[],this.#e=``,this.#t=new Map}async read({tracking_code:e,timeline:t}){if(this.#e=e,!t.some(({type:e})=>e===`attached`))return;let{attachments:n}=await this.desk.get(`cases/${e}/attachments`);this.#e===e&&(this.list=n)}address({id:e}){return this.#t.get(e)}async fetch({id:e}){let t=this.#e,n=await this.desk.file(`cases/${t}/attachments/${e}`);this.#e===t&&this.#t.set(e,URL.createObjectURL(n))}leave(){for(let e of this.#t.values())URL.revokeObjectURL(e);this.#t.clear(),this.list=[],this.#e=``}},ut={registered:`ثبت شده`,answered:`پاسخ گرفته`,confirmed:`تأیید شده`,partly:`تا اندازه‌ای پذیرفته`,disputed:`نپذیرفته`},L={list:`فهرست پرونده‌ها`,search:`جست‌وجو`,searchFor:`کد رهگیری، یا واژه‌های شرح`,filters:`پالایش`,state:`وضعیت`,states:{waiting:`در انتظار پاسخ دستگاه`,answered:`در انتظار نظر شهروند`,ended:`پایان‌یافته`,all:`همه`},agency:`دستگاه`,province:`استان`,level:`سطح`,all:`همه`,overdue:`فقط مهلت‌گذشته‌ها`,sort:`ترتیب`,sorts:{due:`نزدیک‌ترین مهلت`,newest:`تازه‌ترین`},clear:`پاک کردن پالایش`,noProvince:`بی استان`,dueIn:e=>`مهلت تا ${e} ساعت دیگر`,withinHours:e=>` در ${e} ساعت گذشته`,happened:e=>e.split(`,`).map(e=>ut[e]??`دگرگون شده`).join(` یا `),breached:`مهلت شکسته`,none:`پرونده‌ای با این ویژگی‌ها نیست.`,loading:`در حال خواندن…`,more:`بیشتر`,shown:e=>`${e} پرونده`,overdueShort:`مهلت گذشته`,choose:`پرونده‌ای را از فهرست باز کنید.`,back:`بازگشت به فهرست`,next:`پروندهٔ بعدی`,actions:{refer:`ارجاع`,take:`آغاز رسیدگی`,answer:`پاسخ دستگاه`,ask:`پرسش از شهروند`,misdirected:`برگرداندن به میز`,close:`پایان اختلاف`,note:`یادداشت`,correct:`اصلاح`,redact:`حذف اطلاعات شخصی`,merge:`پیوستن به پروندهٔ دیگر`,separate:`جدا کردن`},hints:{refer:`دستگاه تازه مهلت خودش را می‌گیرد. شهروند دلیل ارجاع را می‌خواند.`,take:``,answer:`این متن را شهروند می‌خواند و خودش می‌گوید مشکل حل شده است یا نه.`,ask:`این پرسش را شهروند می‌خواند.`,misdirected:`کارشناس میز دستگاه درست را پیدا می‌کند. شهروند دلیل را می‌خواند.`,close:`آخرین سخن دربارهٔ پاسخی که شهروند نپذیرفته است؛ به معنای حل شدن نیست.`,correct:`آنچه پیش‌تر نوشته شده است می‌ماند و اصلاح در کنارش می‌آید. شهروند دلیل و متن را می‌خواند.`,redact:`این واژه‌ها از شرح، روند پرونده و گفت‌وگوی آن برای همیشه پاک می‌شود و به جایشان «[حذف]» می‌آید. شهروند دلیل را می‌خواند؛ خود واژه‌ها را در آن نیاورید. پیش از باز کردن این برگه می‌توانید واژه‌ها را در متن نشان کنید.`,note:`فقط میز ۱۲۸ این یادداشت را می‌بیند.`,merge:`وقتی هر دو از یک موضوع‌اند: پاسخ دستگاه به هر دو می‌رسد و کد، رمز، مهلت و نظر هر شهروند جدا می‌ماند. به شهروند خبر داده می‌شود.`,separate:`پرونده از این پس خودش رسیدگی می‌شود. به شهروند خبر داده می‌شود.`},into:`کد رهگیری پرونده‌ای که پیشرو می‌شود`,reaches:e=>`این پاسخ به ${e} نفر می‌رسد؛ نام کسی را در آن نیاورید.`,follows:`این پرونده از پاسخ‌های این یکی پیروی می‌کند:`,peopleAre:e=>`${e} نفر همین موضوع را دارند`,peopleShort:e=>`${e} نفر`,words:`واژه‌هایی که باید حذف شود، همان‌طور که نوشته شده است`,text:`متن`,reason:`دلیل`,submit:{refer:`ارجاع شود`,answer:`ثبت پاسخ`,ask:`پرسیده شود`,misdirected:`برگردد`,close:`ثبت پایان`,note:`ثبت یادداشت`,correct:`ثبت اصلاح`,redact:`برای همیشه حذف شود`,merge:`بپیوندد`,separate:`جدا شود`,take:`آغاز رسیدگی`},cancel:`انصراف`,chooseAgency:`دستگاه را برگزینید`,done:{refer:`پرونده ارجاع شد.`,take:`آغاز رسیدگی ثبت شد.`,answer:`پاسخ ثبت شد و به شهروند خبر داده می‌شود.`,ask:`پرسش ثبت شد و به شهروند خبر داده می‌شود.`,misdirected:`پرونده به میز برگشت.`,close:`پایان اختلاف ثبت شد.`,note:`یادداشت ثبت شد.`,correct:`اصلاح ثبت شد و به شهروند خبر داده می‌شود.`,redact:`واژه‌ها از پرونده و گفت‌وگو حذف شد.`,merge:`پرونده پیوست و به شهروند خبر داده می‌شود.`,separate:`پرونده جدا شد و به شهروند خبر داده می‌شود.`},description:`شرح`,facts:`ویژگی‌ها`,indicator:`شاخص`,place:`محل`,service:`خدمت`,created:`ثبت`,occurred:`زمان رویداد`,due:`مهلت پاسخ`,left:`زمان مانده`,identity:`شهروند`,verdict:`نظر شهروند`,verdicts:{solved:`حل شد`,partly:`تا اندازه‌ای`,unsolved:`حل نشد`},score:e=>`امتیاز ${e} از ۵`,levelIs:(e,t)=>`${e} (پلهٔ ${t})`,files:`فایل‌های شهروند`,filesHint:`هر بار دیدن یک فایل ثبت می‌شود. سند را فقط در برنامه‌ای امن باز کنید.`,fileShow:{image:`نمایش`,voice:`شنیدن`,document:`دریافت`},fileSave:`ذخیره`,fileAlt:e=>`${e}، فرستادهٔ شهروند`,personal:`اطلاعات شخصی`,personalHint:`پوشیده است. هر نمایش، با دلیل آن، ثبت می‌شود.`,reveal:`نمایش`,revealOf:e=>`نمایش ${e}`,why:e=>`چرا «${e}» را می‌بینید؟`,reasons:[`تماس با شهروند برای تکمیل پرونده`,`بررسی پرونده در دستگاه`,`راستی‌آزمایی هویت`],otherReason:`دلیل دیگر`,show:`ثبت دلیل و نمایش`,hide:`پوشاندن`,stepOf:e=>`گام ${e}`,timeline:`روند پرونده`,noteHidden:`متن یادداشت پاک شده است.`,ledger:`دفتر رویدادها`,ledgerHint:`هر رویداد اثر انگشت رویداد پیش از خود را دارد؛ تغییر یا حذف هیچ‌کدام پنهان نمی‌ماند.`,number:`شماره`,event:`رویداد`,at:`زمان`,hash:`اثر انگشت`,proven:e=>`در ریشهٔ روز ${e} گواهی شده است.`,notProven:`هنوز در ریشهٔ روزانه‌ای نیامده است؛ ریشه‌ها روزی یک بار ساخته می‌شوند.`},dt={waiting:[`registered`,`referred`,`in_progress`,`disputed`,`reopened`,`misdirected`],answered:[`answered`],ended:[`confirmed`,`partly`,`closed`,`closed_unconfirmed`,`withdrawn`],all:[]},R={state:`waiting`,agency_id:``,province:``,level:``,overdue:!1,due_in_h:``,moved:``,breached:!1,within_h:``,q:``,sort:`due`},ft=class extends I{#e;#t;#n;#r;#i;constructor(e,t){super(t),this.filters={...R},this.hasMore=!1,this.done=``,this.revealed=new Map,this.#t=new Map,this.#n=new Map,this.#i=0,this.#e=new F(e),this.files=new lt(this.#e)}async arrive(){await Promise.all([this.offer(),this.entries?void 0:this.list()])}async offer(){this.terms||await this.attempt(async()=>{let e=await this.#e.get(`terms`),t=new Intl.Collator(`fa`);e.agencies.sort((e,n)=>t.compare(e.title,n.title)),e.provinces.sort((e,n)=>t.compare(e.name,n.name)),this.terms=e})}async list(){let e=++this.#i;await this.attempt(async()=>{let t=await this.#a();e===this.#i&&([this.entries,this.hasMore]=[t,t.length===50])})}async more(){let e=this.entries??[];await this.attempt(async()=>{let t=await this.#a(e.at(-1)?.tracking_code);[this.entries,this.hasMore]=[[...e,...t],t.length===50]})}filter(e){return this.filters={...this.filters,...e},this.list()}ask(e){let t=Object.entries(R).map(([t,n])=>{let r=e.get(t);return[t,r===null?n:typeof n==`boolean`?r===`true`:r]});return this.filter(Object.fromEntries(t))}async open(e){if(this.page?.tracking_code!==e){if(this.#s(),!e)return this.tell();await this.attempt(async()=>{this.page=await this.#e.get(`cases/${encodeURIComponent(e)}`),await this.files.read(this.page)})}}get next(){let e=(this.entries??[]).map(({tracking_code:e})=>e);return e[e.indexOf(this.page?.tracking_code??``)+1]??e[0]}may(e){return!!this.page?.may.includes(e)}show(e){this.sheet=e,this.done=this.notice=``,this.tell()}draft(e,t){let n=`${this.page?.tracking_code} ${this.sheet} ${e}`;return t!==void 0&&this.#n.set(n,t),this.#n.get(n)??``}async act(e,t={}){let n=this.page?.tracking_code;if(!n)return!1;let r=`${n} ${e} ${JSON.stringify(t)}`,i=this.#t.get(r)??crypto.randomUUID();return this.#t.set(r,i),this.done=``,this.attempt(async()=>{await this.#e.post(`cases/${n}/${e}`,t,i),this.#t.delete(r);for(let t of this.#n.keys())t.startsWith(`${n} ${e} `)&&this.#n.delete(t);this.sheet=void 0,this.done=L.done[e],await this.#o(n)})}askFor(e){this.asked=e,this.tell()}async reveal(e,t){let n=this.page?.tracking_code;return!!n&&this.attempt(async()=>{let r={field:e.field,event_number:e.event_number,reason:t},{text:i}=await this.#e.post(`cases/${n}/reveal`,r);this.page?.tracking_code===n&&this.revealed.set(pt(e),i),this.asked=void 0})}hide(e){this.revealed.delete(pt(e)),this.tell()}shown(e){return this.revealed.get(pt(e))}fetchFile(e){return this.attempt(()=>this.files.fetch(e))}async readLedger(){let e=this.page?.tracking_code;e&&!this.ledger&&await this.attempt(async()=>{let t=await this.#e.get(`cases/${e}/ledger`);this.page?.tracking_code===e&&(this.ledger=t)})}heard(e){let t=this.page?.tracking_code;t&&e.includes(t)&&this.attempt(()=>this.#o(t)),!this.entries||this.entries.length>50||(clearTimeout(this.#r),this.#r=setTimeout(()=>{this.list()},1500))}async#a(e){let{state:t,overdue:n,breached:r,moved:i,q:a,...o}=this.filters,s=new URLSearchParams;for(let e of dt[t]??[t])s.append(`status`,e);for(let[e,t]of Object.entries(o))t&&s.set(e,t);n&&s.set(`overdue`,`true`),r&&s.set(`breached`,`true`);for(let e of i.split(`,`).filter(Boolean))s.append(`moved`,e);return a.trim()&&s.set(`q`,a.trim()),e&&s.set(`after`,e),this.#e.get(`cases?${s}`)}async#o(e){let t=await this.#e.get(`cases/${encodeURIComponent(e)}`);this.page?.tracking_code===e&&(this.page=t,await this.files.read(t),this.sheet&&!t.may.includes(this.sheet)&&(this.sheet=void 0),this.ledger&&=await this.#e.get(`cases/${e}/ledger`))}#s(){this.page=this.ledger=this.sheet=this.asked=void 0,this.done=this.notice=``,this.revealed.clear(),this.files.leave()}};function pt({field:e,event_number:t}){return`${e} ${t}`}async function z(e){await document.querySelector(`desk-console`)?.updateComplete,document.querySelector(e)?.focus()}function mt(){let e=(getSelection()?.toString()??``).trim().replace(/\s+/g,` `);return e.length<2||e.length>200?``:e}var ht=new Intl.NumberFormat(`fa-IR`,{useGrouping:!1});function B(e){return ht.format(e)}function gt(e){return e<60?`کمتر از یک دقیقه`:e<5400?`${B(Math.round(e/60))} دقیقه`:`${B(Math.round(e/3600))} ساعت`}var _t=[`answer`,`refer`],vt={refer:[`agency_id`,`reason`],take:[],answer:[`text`],ask:[`text`],misdirected:[`reason`],close:[`reason`,`text`],note:[`text`],correct:[`reason`,`text`],redact:[`words`,`reason`],merge:[`into`,`reason`],separate:[`reason`]};function yt(e,t){if(!e.may(t))return;if(!vt[t].length)return void e.act(t);let n=mt();e.show(e.sheet===t?void 0:t),e.sheet===`redact`&&n&&e.draft(`words`,n),e.sheet&&z(`.case-sheet [name]`)}function V(e,t){return n=>{e.draft(t,n.target.value)}}function bt(e){e.key!==`Enter`||!e.ctrlKey&&!e.metaKey||e.isComposing||(e.preventDefault(),e.currentTarget.requestSubmit())}var xt=[[`talks`,[`see_queue`]],[`cases`,[`read_cases`]],[`phone`,[`file_cases`]],[`upkeep`,[`revive_jobs`,`keep_calendar`]],[`outages`,[`keep_outages`]],[`themes`,[`see_insight`]],[`record`,[`read_audit`]],[`situation`,[`see_insight`]],[`periods`,[`see_insight`]],[`calls`,[`file_cases`]]],St=[[`talks`,`see_queue`],[`cases`,`read_cases`],[`upkeep`,`revive_jobs`],[`themes`,`keep_themes`],[`situation`,`see_insight`]],Ct={cases:/^[0-9A-Z-]{4,16}$/i,themes:/^\d{1,9}$/,situation:/^[a-z0-9_-]{1,64}$/,periods:/^1[34]\d\d-(0[1-9]|1[0-2]|S[1-4])$/,own:/^changed$/},wt=[`cases`,`periods`];function H(e,t){return t?`#${e}/${encodeURIComponent(t)}`:`#${e}`}function Tt(e,t){let{entries:n}=e;return S`
    <form role="search" class="search" @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`q`)??``}`,r=/^[2-9A-HJKMNP-TV-Z\s-]{8,12}$/i.test(n.trim());t.filter(r?{...R,state:`all`,q:n}:{q:n})}(t,e)}>
      <label class="unseen" for="case-search">${L.searchFor}</label>
      <input id="case-search" name="q" type="search" maxlength="200" autocomplete="off" placeholder=${L.searchFor}
        .value=${e.filters.q}>
      <button class="main">${L.search}</button>
    </form>
    ${function(e,t){let{filters:n,terms:r}=e,i=t=>n=>{e.filter({[t]:n.target.value})},a=(r?.provinces??[]).map(({name:e})=>({id:e,title:e})),o=JSON.stringify(n)!==JSON.stringify(R);return S`<fieldset class="filters">
    <legend class="unseen">${L.filters}</legend>
    <label>${L.state}<select @change=${i(`state`)}>
      ${Object.entries(L.states).map(([e,t])=>U(e,t,n.state))}
      <optgroup label=${L.state}>${(r?.statuses??[]).filter(({id:e})=>e!==`answered`).map(({id:e,title:t})=>U(e,t,n.state))}</optgroup>
    </select></label>
    <label>${L.sort}<select @change=${i(`sort`)}>
      ${Object.entries(L.sorts).map(([e,t])=>U(e,t,n.sort))}</select></label>
    ${t?T:Dt(L.agency,r?.agencies??[],n.agency_id,i(`agency_id`))}
    ${Dt(L.province,a,n.province,i(`province`))}
    ${Dt(L.level,r?.levels??[],n.level,i(`level`))}
    <label class="check"><input type="checkbox" .checked=${n.overdue}
      @change=${t=>{e.filter({overdue:t.target.checked})}}>${L.overdue}</label>
    ${Et(n)?S`<p class="of-number">${Et(n)}</p>`:T}
    ${o?S`<button type="button" class="quiet" @click=${()=>{e.filter(R)}}>${L.clear}</button>`:T}
  </fieldset>`}(e,t)}
    ${n===void 0?S`<p class="soft" role="status">${L.loading}</p>`:function(e,t){let n=`${B(t.length)}${e.hasMore?`+`:``}`;return S`
    <p class="soft" role="status">${t.length?L.shown(n):L.none}</p>
    <ul class="entries" id="case-list" @keydown=${Ot}>${t.map(t=>function(e,t){let n=e.page?.tracking_code===t.tracking_code;return S`<li><a class="entry" href=${H(`cases`,t.tracking_code)} data-code=${t.tracking_code}
      aria-current=${n?`true`:`false`}>
    <span class="entry-top"><b class="code" dir="ltr">${t.tracking_code}</b>
      ${t.is_overdue?S`<span class="badge late">${L.overdueShort}</span>`:T}
      ${t.people>1?S`<span class="badge">${L.peopleShort(B(t.people))}</span>`:T}</span>
    <span class="preview">${t.description}</span>
    <span class="soft">${[t.agency_name,t.place_fa].filter(Boolean).join(` · `)}</span>
    <span class="soft">${[t.status_fa,t.is_overdue?``:t.time_left_fa].filter(Boolean).join(` · `)}</span>
  </a></li>`}(e,t))}</ul>
    ${e.hasMore?S`<button class="wide" @click=${()=>{e.more()}}>${L.more}</button>`:T}
  `}(e,n)}
  `}function Et({due_in_h:e,moved:t,breached:n,within_h:r,province:i}){let a=r?L.withinHours(B(Number(r))):``;return[i===`-`?L.noProvince:``,e?L.dueIn(B(Number(e))):``,t?`${L.happened(t)}${a}`:``,n?`${L.breached}${a}`:``].filter(Boolean).join(`؛ `)}function Dt(e,t,n,r){return S`<label>${e}<select @change=${r}>
    ${U(``,L.all,n)}${t.map(({id:e,title:t})=>U(e,t,n))}</select></label>`}function U(e,t,n){return S`<option value=${e} .selected=${e===n}>${t}</option>`}function Ot(e){let t={ArrowDown:1,ArrowUp:-1}[e.key];if(!t||e.altKey)return;let n=[...e.currentTarget.querySelectorAll(`.entry`)],r=n[n.indexOf(document.activeElement)+t];r&&(e.preventDefault(),r.focus())}var[kt,At]=[`kilobyte`,`megabyte`].map(e=>new Intl.NumberFormat(`fa-IR`,{style:`unit`,unit:e,unitDisplay:`long`,maximumFractionDigits:1})),jt=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{dateStyle:`long`,timeZone:`UTC`}),Mt=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`,timeZone:`Asia/Tehran`});function Nt(e){let t=e.text??(e.is_note?L.noteHidden:void 0);return S`<li class=${e.is_note?`step note`:`step by-${e.by}`}>
    <p><b>${e.title_fa}</b></p>
    ${t?S`<p class="words" dir="auto">${t}</p>`:T}
    ${e.reason_fa?S`<p class="soft" dir="auto">${L.reason}: ${e.reason_fa}</p>`:T}
    <p class="soft">${e.who_fa} · <time>${e.at_fa}</time></p>
  </li>`}var Pt={KeyR:`refer`,KeyA:`answer`,KeyQ:`ask`,KeyM:`misdirected`,KeyY:`note`,KeyJ:`merge`,KeyX:`redact`},W={title:`تماس‌های قرعه`,hint:`هر روز چند پرونده به قرعه برگزیده می‌شود. به شهروند زنگ می‌زنید و یک پرسش می‌پرسید: مشکل حل شد یا نه. با این تماس‌ها سنجیده می‌شود که کارنامهٔ دستگاه‌ها راست است یا نه.`,progress:`کار امروز`,said:`پاسخ دادند`,declined:`نخواستند`,notReached:`پاسخگو نبودند`,waiting:`مانده`,empty:`اکنون کسی برای تماس نمانده است. قرعهٔ بعدی فردا کشیده می‌شود.`,loading:`در حال خواندن…`,call:`تماس دربارهٔ پروندهٔ`,agency:`دستگاه`,kind:`نوع`,filed:`ثبت`,drawn:`روز قرعه`,until:`تماس تا`,tries:`تماس‌های پیشین`,never:`هنوز تماسی گرفته نشده`,times:e=>`${e} بار، پاسخ نداد`,matter:`شهروند چه نوشته است`,number:`شمارهٔ تماس`,hidden:`شماره پوشیده است. نمایش آن با دلیل ثبت می‌شود و تا یک ربع همکار دیگری با این شهروند تماس نمی‌گیرد.`,noNumber:`شماره‌ای که بتوانید ببینید نمانده است. این تماس را «پاسخگو نبود» ثبت کنید.`,why:`چرا شماره را می‌بینید؟`,reason:e=>`تماس قرعه برای پرسیدن نظر شهروند از پاسخ ${e}`,show:`نمایش شماره`,script:`چه بپرسید`,steps:[`«سلام، از سامانهٔ رسیدگی ۱۲۸ تماس می‌گیرم. دربارهٔ پرونده‌ای که ثبت کرده‌اید فقط یک پرسش دارم. وقت دارید؟»`,`اگر وقت ندارد یا نمی‌خواهد، تشکر کنید و «نخواست پاسخ دهد» را بزنید.`,`«مشکلی که گفته بودید حل شد، بخشی از آن حل شد، یا حل نشد؟»`,`همان را که می‌گوید ثبت کنید. از خودتان پیشنهاد نکنید، پاسخ دستگاه را نخوانید و قولی ندهید.`],rules:`کد ملی، نشانی یا رمز پرونده نپرسید.`,outcome:`نتیجهٔ تماس`,outcomes:{solved:`حل شده است`,partly:`بخشی حل شده است`,unsolved:`حل نشده است`,declined:`نخواست پاسخ دهد`,not_reached:`پاسخگو نبود`},onceHint:`گفتهٔ شهروند یک بار ثبت می‌شود و برنمی‌گردد. کسی که پاسخگو نبود، روزی دیگر دوباره در فهرست می‌آید؛ تا سه بار.`,keep:`ثبت و تماس بعدی`,later:`بعداً، تماس بعدی را بیاور`,kept:e=>`نتیجهٔ تماس پروندهٔ ${e} ثبت شد.`,gone:`این تماس را همکاری ثبت کرده یا زمانش گذشته است. تماس بعدی آمد.`,gaps:e=>`سنجش دستگاه‌ها در ${e}`,gapsHint:`گفتهٔ تلفنی شهروندان در کنار پرونده‌ها. دستگاهی که این دو در آن نمی‌خواند، نشان می‌گیرد.`},Ft=class extends I{#e;#t;constructor(e,t,n){super(n),this.maySeeGaps=t,this.gaps=[],this.number=``,this.done=``,this.#t=[],this.#e=new F(e)}get call(){return this.calls?.[0]}get mobile(){return this.page?.sealed.find(({field:e})=>e===`mobile`)}async arrive(){await this.attempt(()=>this.#n())}async reveal(e){let{call:t,mobile:n}=this;return!(!t||!n)&&this.attempt(async()=>{let r={field:n.field,event_number:n.event_number,reason:e},{text:i}=await this.#e.post(`cases/${t.tracking_code}/reveal`,r);this.call===t&&(this.number=i)})}async note(e){let t=this.call?.tracking_code;if(!t)return!1;let n=W.kept(t),r=await this.attempt(async()=>{await this.#e.post(`calls/${t}`,{outcome:e}).catch(e=>{if(!(e instanceof P)||e.code!==`not_found`)throw e;n=W.gone}),this.#i(t),await this.#n()});return r&&(this.done=n),this.tell(),r}async postpone(){let{call:e}=this;return!(!e||!this.calls)&&(this.#t.push(e.tracking_code),this.#i(e.tracking_code),this.calls.push(e),this.attempt(()=>this.#r()))}async#n(){let e=this.call?.tracking_code,[t,n]=await Promise.all([this.#e.get(`calls`),this.#e.get(`calls/progress`)]),r=({tracking_code:t})=>t===e?-1:this.#t.indexOf(t)+1;[this.calls,this.progress]=[t.sort((e,t)=>r(e)-r(t)),n],this.maySeeGaps&&(this.gaps=await this.#e.get(`periods/${n.month}/gaps`)),await this.#r()}async#r(){let e=this.call?.tracking_code;e!==this.page?.tracking_code&&([this.page,this.number]=[void 0,``],e&&(this.page=await this.#e.get(`cases/${e}`)))}#i(e){this.calls=this.calls?.filter(({tracking_code:t})=>t!==e),[this.page,this.number,this.done]=[void 0,``,``]}},It=`۰۱۲۳۴۵۶۷۸۹`;function G(e){return e.replace(/[۰-۹٠-٩]/g,e=>`${Math.max(It.indexOf(e),`٠١٢٣٤٥٦٧٨٩`.indexOf(e))}`)}function Lt(e){return e.replace(/\d/g,e=>It[Number(e)])}var Rt=`مقدار و بازهٔ ۹۵٪`,zt=`مورد انتظار`,Bt=`داوری`,Vt=`نفر`,Ht=`در این دوره گفتهٔ تلفنی با پرونده‌های هیچ دستگاهی ناسازگار نیست.`,Ut=`تصمیم`,Wt=`دلیل تصمیم`,Gt={program:`برنامهٔ سنجش را بگیرید؛ ۶۵ خط است و می‌توانید آن را بخوانید. به پایتون و بستهٔ cryptography نیاز دارد.`,key:`کلید عمومی سامانه و ریشه‌های روزانه را از اینجا بردارید، یا بهتر از آن، از نسخه‌ای که پیش‌تر نگه داشته‌اید:`,run:`دستور را با کلید عمومی به جای KEY اجرا کنید. اگر فایل دست نخورده باشد، می‌نویسد «the figures are whole».`};function Kt(e){let t=new URLSearchParams;for(let[n,r]of Object.entries(e))r!==void 0&&!1!==r&&t.set(n,Array.isArray(r)?r.join(`,`):`${r}`);return(e.moved||e.breached)&&t.set(`state`,`all`),`${H(`cases`)}?${t}`}var qt,K={title:`وضعیت اکنون`,loading:`در حال خواندن وضعیت…`,updated:e=>`به‌روز در ${e}`,scope:`دستگاه`,all:`همهٔ دستگاه‌ها`,save:`فایل برای اکسل`,reports:`گزارش‌های ماهانه`,report:`گزارش ماهانه`,reportsOfAll:`گزارش ماهانهٔ همهٔ دستگاه‌ها`,few:`برای داوری کم است`,late:`مهلت گذشته`,lateHint:`پرونده‌هایی که مهلت پاسخشان همین حالا گذشته است`,breached:e=>`${e} مهلت‌شکنی در ۲۴ ساعت`,soon:`رو به پایان`,soonHint:`مهلت پاسخ تا ۳ ساعت دیگر`,clocks:{within_1h:`۱ ساعت`,within_3h:`۳ ساعت`,within_24h:`۲۴ ساعت`,within_72h:`۳ روز`},clocksTitle:`مهلت‌هایی که تا این زمان می‌رسند`,waiting:`در انتظار پاسخ`,waitingHint:`پرونده‌هایی که شهروند چشم‌به‌راه پاسخ آن‌هاست`,filed:e=>`${e} ثبت در ۲۴ ساعت`,answered:e=>`${e} پاسخ در ۲۴ ساعت`,unknown:e=>`${e} بی‌دستگاه`,queue:`در صف کارشناس`,queueHint:`شهروندانی که می‌خواهند با کارشناس گفت‌وگو کنند`,longest:e=>`بیشترین انتظار ${e}`,median:e=>`میانهٔ ۲۴ ساعت ${e}`,nobodyWaited:`در ۲۴ ساعت کسی در صف نمانده`,map:`نقشهٔ استان‌ها`,mapHint:`شمار پرونده‌هاست، نه نرخ؛ استان پرجمعیت‌تر پروندهٔ بیشتری هم دارد.`,mapKeys:`با کلیدهای جهت‌نما میان استان‌ها بروید.`,measure:`چه چیزی نشان داده شود`,measures:{waiting:`در انتظار`,soon:`تا ۲۴ ساعت`,late:`مهلت گذشته`},provinceIs:(e,t,n,r)=>`${e}: ${t} در انتظار، ${n} با مهلت تا ۲۴ ساعت، ${r} مهلت گذشته`,choose:`نشانگر را روی استانی ببرید.`,noProvince:`استان نامعلوم`,asTable:`همین نقشه به‌صورت جدول`,province:`استان`,classes:(e,t)=>e===t?e:`${e} تا ${t}`,agencies:`دستگاه‌ها`,agency:`دستگاه`,noAgency:`در انتظار تعیین دستگاه`,moreAgencies:e=>`و ${e} دستگاه دیگر`,nothingWaits:`هیچ پرونده‌ای در انتظار پاسخ نیست.`,nearest:`نزدیک‌ترین مهلت‌ها`,noneNear:`تا سه روز دیگر مهلتی نمی‌رسد.`,showAll:`همه`,outages:`قطعی‌ها`,noOutage:`قطعی تأییدشده یا محتملی نیست.`,confirmed:`تأیید شده`,suspected:`محتمل`,since:e=>`از ${e}`,told:e=>`${e} نفر گفته‌اند`,marks:`رضایت`,caseMarks:`از پاسخ دستگاه‌ها`,talkMarks:`از گفت‌وگو با دستیار و کارشناس`,windows:{hour:`یک ساعت`,day:`۲۴ ساعت`,week:`۷ روز`},window:`بازه`,good:`نمرهٔ ۴ و ۵`,count:`شمار نظر`,response:`نظر داده‌اند`,spread:`نمره‌های ۱ تا ۵`,scoresAre:e=>e.map((e,t)=>`نمرهٔ ${`۱۲۳۴۵`[t]}: ${e}`).join(`، `),between:(e,t)=>`${e} تا ${t}`,of:(e,t)=>`${e} از ${t}`,interval:`زیر هر درصد، بازهٔ اطمینان ۹۵٪ آمده است.`,askedDays:`در گفت‌وگوها نسبت نظر داده‌ها به روز تهران شمرده می‌شود: امروز، و هفت روز با امروز.`,settled:`کار دستیار`,alone:`بی نیاز به کارشناس`,talks:`گفت‌وگو`,handed:`به کارشناس رسید`,bad:`نمرهٔ ۱ یا ۲ گرفت`,settledHint:`گفت‌وگوهایی که کارشناس نخواستند و نمرهٔ ۱ یا ۲ نگرفتند. این به معنای حل شدن کار نیست.`,trend:`روند سی روز`,trendHint:`امروز هنوز تمام نشده است.`,lines:{filed:`ثبت`,answered:`پاسخ`,breached:`مهلت‌شکنی`},day:`روز`,trendIs:(e,t,n)=>`در سی روز ${e} پرونده ثبت شد، ${t} پاسخ گرفت و مهلت ${n} پرونده شکست.`};function Jt(e,t,n){let{measure:r}=e,i=function(e){let t=Math.max(0,...e),n=Array.from({length:4},(e,n)=>Math.ceil(t*((n+1)/4)**2));return[...new Set(n)].filter(e=>e>0)}(t.map(e=>e[r])),a=new Map(t.map(e=>[e.id,e])),o=a.get(e.pointed??``);return S`<div class="map-choice" role="radiogroup" aria-label=${K.measure}>
      ${Object.keys(K.measures).map(t=>S`<label><input type="radio" name="measure" .checked=${t===r}
        @change=${()=>e.show(t)}><span>${K.measures[t]}</span></label>`)}
    </div>
    <svg class="map" viewBox=${Zt().getAttribute(`viewBox`)??``} role="group" aria-label=${K.map} @pointerleave=${()=>e.point(void 0)} @keydown=${Xt}>
      ${(qt??=[...Zt().querySelectorAll(`path`)].map(({id:e,dataset:t})=>({id:e.replace(`iran-`,``),name:t.name??``,x:Number(t.x),y:Number(t.y)})),qt).map((t,r)=>function(e,t,n,{bounds:r,mayOpen:i,isFirst:a}){let o=n?.[e.measure]??0,s=n?Yt(n):t.name,c=C`<use href=${`#iran-${t.id}`}></use>
    <text class="map-count" x=${t.x} y=${t.y} text-anchor="middle" dominant-baseline="central" aria-hidden="true">${o?B(o):T}</text>`,l=()=>e.point(t.id),u=`province level-${function(e,t){return e?t.findIndex(t=>e<=t)+1:0}(o,r)}`,d=(e.pointed??``)===t.id||!e.pointed&&a?0:-1;if(!i)return C`<g class=${u} data-id=${t.id} data-x=${t.x} data-y=${t.y} role="img" aria-label=${s} tabindex=${d}
      @pointerenter=${l} @focus=${l}>${c}</g>`;let f={agency_id:e.agency,province:t.name,...e.measure===`late`?{overdue:!0}:e.measure===`soon`?{due_in_h:24}:{}};return C`<a class=${u} data-id=${t.id} data-x=${t.x} data-y=${t.y} href=${Kt(f)} aria-label=${s} tabindex=${d}
    @pointerenter=${l} @focus=${l}>${c}</a>`}(e,t,a.get(t.id),{bounds:i,mayOpen:n,isFirst:r===0}))}
      ${function(){let e=[...Zt().querySelectorAll(`circle`)],t=[...Zt().querySelectorAll(`text`)];return C`${e.map(e=>C`<circle class="island" cx=${e.getAttribute(`cx`)} cy=${e.getAttribute(`cy`)} r=${e.getAttribute(`r`)}>
      <title>${e.dataset.island}</title></circle>`)}
    ${t.map(e=>C`<text class="sea" x=${e.getAttribute(`x`)} y=${e.getAttribute(`y`)} text-anchor="middle">${e.textContent}</text>`)}`}()}
    </svg>
    <p class="map-told" aria-live="off">${o?Yt(o):S`<span class="soft">${K.choose}</span>`}</p>
    ${function(e){return S`<ul class="legend"><li><i class="swatch level-0"></i>${B(0)}</li>
    ${e.map((t,n)=>S`<li><i class=${`swatch level-${n+1}`}></i>${K.classes(B((t=>t?e[t-1]+1:1)(n)),B(t))}</li>`)}</ul>`}(i)}`}function Yt(e){return K.provinceIs(e.name||K.noProvince,B(e.waiting),B(e.soon),B(e.late))}function Xt(e){let t={ArrowUp:[0,-1],ArrowDown:[0,1],ArrowLeft:[-1,0],ArrowRight:[1,0]}[e.key],n=e.target.closest(`.province`);if(!t||!n||e.altKey)return;e.preventDefault();let r=[...e.currentTarget.querySelectorAll(`.province`)],[i,a]=[void 0,1/0];for(let e of r){let[r,o]=[Number(e.dataset.x)-Number(n.dataset.x),Number(e.dataset.y)-Number(n.dataset.y)],s=r*t[0]+o*t[1],c=Math.abs(r*t[1])+Math.abs(o*t[0]);s>5&&s+2*c<a&&([i,a]=[e,s+2*c])}i?.focus()}function Zt(){return document.getElementById(`iran`)}var[Qt,q,$t,en]=[720,190,12,24];function tn(e){return e?`/desk/reports/${encodeURIComponent(e)}`:`/desk/reports`}function J(e,t,n){return e.readCases?S`<a href=${Kt(t)}>${n}</a>`:S`<span>${n}</span>`}function nn(e,t,n){let r={waiting:{},soon:{due_in_h:24},late:{overdue:!0}};return(i,a)=>a?J(t,{agency_id:e.agency,...n,...r[i]},B(a)):S`<span class="soft">${B(0)}</span>`}function rn(e,t,n,r,i=!1){return S`<div class="scroll" tabindex="0" role="region" aria-label=${e}><table class="tallies">
    <thead><tr><th scope="col">${e}</th><th scope="col">${K.measures.late}</th><th scope="col">${K.measures.soon}</th><th scope="col">${K.measures.waiting}</th></tr></thead>
    <tbody>${t.map(e=>{let t=n(e);return S`<tr><th scope="row">${i&&e.id?S`<a href=${tn(e.id)} title=${K.report}>${e.name}</a>`:e.name||r}</th><td class=${e.late?`urgent`:``}>${t(`late`,e.late)}</td>
        <td>${t(`soon`,e.soon)}</td><td>${t(`waiting`,e.waiting)}</td></tr>`})}</tbody></table></div>`}var an={hour:1,day:24,week:168};function on(e,t,n){return S`<table class="marks"><caption>${e}</caption>
    <thead><tr><th scope="col">${K.window}</th><th scope="col">${K.good}</th><th scope="col">${K.count}</th><th scope="col">${K.spread}</th><th scope="col">${K.response}</th></tr></thead>
    <tbody>${t.map(({window:e,good:t,answered:r,scores:i})=>S`<tr><th scope="row">${K.windows[e]}</th>
      <td>${Y(t)}</td><td>${t.of?n(an[e],B(t.of)):S`<span class="soft">${B(0)}</span>`}</td>
      <td>${function(e){let t=Math.max(1,...e);return S`<svg class="spread" viewBox="0 0 50 18" role="img" aria-label=${K.scoresAre(e.map(e=>B(e)))}>
    <title>${K.scoresAre(e.map(e=>B(e)))}</title>${function(e,t){return e.map((e,n)=>C`<rect x=${10*n+1} width="8" y=${17-16*e/t} height=${16*e/t+1} rx="1"></rect>`)}(e,t)}</svg>`}(i)}</td><td>${r?S`${Y(r)}<span class="soft small">${K.of(B(r.part),B(r.of))}</span>`:S`<span class="soft">—</span>`}</td></tr>`)}</tbody></table>`}function Y({share:e,low:t,high:n}){return e===void 0||t===void 0||n===void 0?S`<span class="soft small">${K.few}</span>`:S`<b>${sn(e)}</b><span class="soft small">${K.between(sn(t),sn(n))}</span>`}function sn(e){return`${B(Math.round(100*e))}٪`}function cn(e){let t=new Map;for(let n of e)t.set(n.agency_id,[...t.get(n.agency_id)??[],n]);return t}function ln(e){return S`<li data-signal=${e.signal}><h4>${e.name_fa}</h4><p>${e.seen_fa}</p>
    <dl class="beside">${un(`دیده شد`,e.share,`seen`)}${un(`مورد انتظار`,e.expected,`usual`)}
      <div><dt>${`شمار`}</dt><dd>${((e,t)=>`${e} از ${t}`)(B(e.observed),B(e.n))}</dd></div></dl>
    <p class="soft">${e.chance_fa} ${e.may_be_fa}</p></li>`}function un(e,t,n){let r=Math.min(100,Math.max(1,100*t));return S`<div><dt>${e}</dt><dd><b>${t<.005?`کمتر از ۱٪`:`${B(Math.round(100*t))}٪`}</b>
    <svg class=${`bar-of ${n}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${C`<rect class="whole" width="100" height="8"></rect><rect x=${100-r} width=${r} height="8"></rect>`}</svg></dd></div>`}function dn(e,t){let n=e.is_flagged?`نمی‌خواند: گفتهٔ تلفنی شهروندان با پرونده‌ها جور نیست. تا روشن شدن علت، رقم تلفنی به حساب می‌آید.`:e.called<10?`برای سنجیدن، دست‌کم ۱۰ پاسخ تلفنی لازم است.`:`گفتهٔ تلفنی با پرونده‌ها ناسازگار نیست.`;return S`<div class="gap" data-agency=${e.agency_id}>${t?S`<p><b>${e.agency_name}</b></p>`:T}
    <p>${r=B(e.called),i=B(e.drawn),`از ${i} نفر برگزیده، ${r} نفر پاسخ دادند.`}</p>
    ${e.by_lot&&e.by_ledger&&e.called>=10?S`<dl class="pairs"><div><dt>${`حل شده، به گفتهٔ تلفنی`}</dt><dd>${fn(e.by_lot)}</dd></div><div><dt>${`حل شده، در پرونده‌ها`}</dt><dd>${fn(e.by_ledger)}</dd></div></dl>`:T}
    <p class=${e.is_flagged?`flag`:`soft`}>${n}</p></div>`;var r,i}function fn({low:e,point:t,high:n}){return Y({part:0,of:0,share:t,low:e,high:n})}async function pn(e,t){await e&&(t.reset(),await z(`#call-title`))}var mn=class extends I{#e;constructor(e,t,n,r,i){super(i),this.mayExport=t,this.mayObject=n,this.mayDecide=r,this.gaps=[],this.signalsNotice=``,this.done=``,this.#e=new F(e)}async arrive(e,t){[this.done,this.asked]=[``,void 0],e!==this.page?.period&&([this.page,this.figures,this.gaps,this.signals,this.signalsNotice]=[void 0,void 0,[],void 0,``]),await this.attempt(async()=>{this.periods=await this.#e.get(`periods`),e&&await this.#t(e,t)}),this.readSignals()}async readSignals(){let e=this.page?.period;if(e){this.signalsNotice&&([this.signalsNotice,this.signals]=[``,void 0]),this.tell();try{let t=await this.#e.get(`periods/${e}/signals`);this.page?.period===e&&(this.signals=t)}catch(t){this.page?.period===e&&(this.signalsNotice=t instanceof P?t.detail:N)}this.tell()}}ask(e){this.asked=e,this.tell()}objectTo(e,t){return this.#n(`objections`,{words:e,codes:t},`اعتراض ثبت شد. تا پیش از تصمیم می‌توانید آن را پس بگیرید.`)}takeBack(e){return this.#n(`objections/${e}/take-back`,{},`اعتراض پس گرفته شد.`)}decide(e,t,n){return this.#n(`objections/${e}/decide`,{is_upheld:t,words:n},`تصمیم ثبت شد و دستگاه آن را می‌بیند.`)}async#t(e,t){let n=t?`?agency_id=${encodeURIComponent(t)}`:``,[r,i]=await Promise.all([this.#e.get(`periods/${e}`),this.#e.get(`periods/${e}/gaps`)]),a=r.state===`open`?void 0:await this.#e.get(`periods/${e}/figures${n}`);[this.page,this.figures,this.gaps]=[r,a,i]}async#n(e,t,n){let{page:r}=this;if(!r)return!1;this.done=``;let i=await this.attempt(async()=>{this.page=await this.#e.post(`periods/${r.period}/${e}`,t),this.periods=await this.#e.get(`periods`)});return i&&([this.done,this.asked]=[n,void 0]),this.tell(),i}},hn=`پرسش‌های باز`,gn={"":`همه`,question:`پرسش`,suggestion:`پیشنهاد`,criticism:`انتقاد`,praise:`قدردانی`},_n={going:`باز و در دست`,ended:`بسته‌شده`},vn=`موضوعی با این پالایش نیست.`,yn=`کمتر از سه نفر`,bn=`چرا اینجاست`,xn=`نام موضوع`,Sn=`سپردن`,Cn=`خدمتی که پاسخ می‌دهد`,wn=`کنار گذاشتن`,Tn=class extends I{#e;constructor(e,t,n){super(n),this.mayKeep=t,this.wanted={kind:``,ended:!1,mine:!1},this.lines=``,this.done=``,this.#e=new F(e)}async arrive(e){this.done=``,await this.read(),await this.open(e)}read(){let{kind:e,ended:t,mine:n}=this.wanted,r=new URLSearchParams(e?{kind:e}:{});return t&&r.set(`ended`,`true`),n&&r.set(`mine`,`true`),this.attempt(async()=>{this.board=await this.#e.get(`themes?${r}`)})}async filter(e){this.wanted={...this.wanted,...e},await this.read()}async open(e){`${this.page?.id??``}`!==(e??``)&&([this.found,this.lines,this.page]=[void 0,``,void 0]),e&&await this.attempt(async()=>{this.page=await this.#e.get(`themes/${encodeURIComponent(e)}`)}),this.tell()}async group(){await this.attempt(async()=>{await this.#e.post(`themes/group`)})&&this.#t(`دسته‌بندی آغاز شد. چند لحظه بعد صفحه را تازه کنید.`)}async step(e,t,n={}){let{page:r}=this;return!!r&&!!await this.attempt(async()=>{await this.#e.post(`themes/${r.id}/${e}`,n).catch(e=>{throw e instanceof P&&e.code===`invalid`?new P(422,`invalid`,`یکی از بخش‌ها درست نیست. روز را مانند ⁦۱۴۰۵/۰۹/۳۰⁩ بنویسید و نام و دلیل دست‌کم سه نویسه باشد.`):e})})&&(await Promise.all([this.read(),this.open(`${r.id}`)]),this.#t(t),!0)}async search(e){let t=`/api/v1/services?limit=5&q=${encodeURIComponent(e)}`;await this.attempt(async()=>{let e=await fetch(t);if(!e.ok)throw new P(e.status,``,vn);this.found=(await e.json()).results})}async export(){let{page:e}=this;e&&await this.attempt(async()=>{this.lines=(await this.#e.get(`themes/${e.id}/lines`)).yaml})}#t(e){this.done=e,this.tell()}};function En(e){let{page:t}=e;return S`<main class="room cases themes" data-open=${t?`page`:`list`}>
    <nav class="lists" aria-label=${`موضوع‌ها`} @keydown=${On}>${function(e){let{wanted:t}=e;return S`<h2>${hn}</h2><p class="soft">${`آنچه دستیار پاسخ درستی برایش نداشت و آنچه مردم پیشنهاد یا انتقاد کرده‌اند، دسته‌دسته. نوشته‌ها پوشیده‌اند و فقط جایی دیده می‌شوند که دست‌کم سه نفر گفته باشند.`}</p>
  <fieldset class="filters"><legend class="unseen">${`پالایش`}</legend>
    <label>${`نوع`}<select @change=${t=>{e.filter({kind:kn(t)})}}>
      ${Object.entries(gn).map(([e,n])=>S`<option value=${e} .selected=${e===t.kind}>${n}</option>`)}</select></label>
    <label>${`نمایش`}<select @change=${t=>{e.filter({ended:kn(t)===`ended`})}}>
      ${Object.entries(_n).map(([e,n])=>S`<option value=${e} .selected=${e===`ended`===t.ended}>${n}</option>`)}</select></label>
    ${e.mayKeep?S`<label class="check"><input type="checkbox" .checked=${t.mine}
          @change=${t=>{e.filter({mine:t.target.checked})}}>${`فقط آنچه با من است`}</label>`:T}
  </fieldset>`}(e)}${function(e){let{board:t,page:n}=e;return t?S`
    ${t.themes.length?T:S`<p class="empty">${vn}</p>`}
    ${t.themes.map(e=>function(e,t){return S`<a class="entry" href=${H(`themes`,`${e.id}`)} aria-current=${e.id===t?`true`:`false`}>
    <span class="entry-top"><b>${Dn(e)}</b>
      ${e.is_overdue?S`<span class="badge late">${`از موعد گذشته`}</span>`:S`<span class="badge">${e.state_fa}</span>`}</span>
    <span class="soft">${e.kind_fa} · ${e.people?(n=B(e.people),`${n} نفر`):yn} · ${(e=>`${e} نوشته`)(B(e.rows))}</span>
    ${e.owner?S`<span class="soft">${`با`} ${e.owner.title}${e.due_fa?S` · ${`تا`} ${e.due_fa}`:T}</span>`:T}
    ${e.asked_since?S`<span class="soft">${(e=>`${e} بار پس از بستن`)(B(e.asked_since))}</span>`:T}
  </a>`;var n}(e,n?.id))}
    <p class="soft">${t.is_grouping?`دسته‌بندی در جریان است.`:t.grouped_at_fa?(i=t.grouped_at_fa,`آخرین دسته‌بندی: ${i}`):`هنوز دسته‌بندی نشده است؛ هر شب خودکار انجام می‌شود.`}
      ${t.alone?(r=B(t.alone),`${r} نوشته در هیچ دسته‌ای نیست.`):T}</p>
    <p class="buttons"><button class="small" @click=${()=>{e.read()}}>${`تازه کردن`}</button>
      ${e.mayKeep?S`<button class="small" @click=${()=>{e.group()}}>${`دسته‌بندی همین حالا`}</button>`:T}</p>`:T;var r,i}(e)}</nav>
    <section class="case" aria-label=${hn}>
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
      ${t?function(e,t){let n=t.state===`open`||t.state===`assigned`;return S`<p><a class="back" href=${H(`themes`)}>${`بازگشت به فهرست`}</a></p>
    <div class="case-head"><h2 id="theme-title" tabindex="-1">${Dn(t)}</h2><span class="state">${t.state_fa}</span></div>
    <div class="case-body"><div class="case-main">
      ${function(e){return S`<h3>${`نوشته‌های شهروندان`}</h3>
    ${e.words.length?T:S`<p class="soft">${`کمتر از سه نفر گفته‌اند؛ نوشته‌ها نشان داده نمی‌شود.`}</p>`}
    <ul class="said-words">${e.words.map(e=>{return S`<li><p class="words">${e.text}</p>
      <p class="soft">${[e.times>1?(t=B(e.times),`${t} بار`):``,e.reason_fa,e.service_title,e.aspect_fa].filter(Boolean).join(` · `)}</p></li>`;var t})}</ul>`}(t)}
      ${e.mayKeep?S`${n?function(e,t){let n=e.board?.owners??[];return S`
    <form class="fields" aria-label=${xn} @submit=${t=>An(t,e,`name`,`نام ثبت شد.`)}>
      <label class="wide">${xn}<input name="title" required minlength="3" maxlength="120" autocomplete="off" .value=${t.title??t.proposal?.slice(0,120)??``}></label>
      <button>${`ثبت نام`}</button></form>
    <form class="fields" aria-label=${Sn} @submit=${t=>An(t,e,`assign`,`سپرده شد.`)}>
      <label>${`چه کسی`}<select name="owner_id" required><option value="">${`یک نفر را برگزینید`}</option>
        ${n.map(({id:e,title:n})=>S`<option value=${e} .selected=${e===t.owner?.id}>${n}</option>`)}</select></label>
      <label>${`تا چه روزی (شمسی، مانند ⁦۱۴۰۵/۰۹/۳۰⁩ یا «۳۰ آذر»)`}<input name="due" dir="ltr" maxlength="10" autocomplete="off"></label>
      <button class="main">${Sn}</button></form>
    ${t.kind===`question`?function(e,t){return S`<form class="fields" aria-label=${Cn} @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`q`)??``}`.trim();n&&t.search(n)}(t,e)}>
    <label class="wide">${Cn}<input name="q" type="search" maxlength="200" autocomplete="off" placeholder=${`جست‌وجوی خدمت`}></label>
    <button>${`بیاب`}</button>
    <p class="buttons wide">${(e.found??t.likely).map(({id:t,title:n})=>S`<button type="button" class="small"
      @click=${()=>{e.step(`answer`,`به خدمت پیوند خورد و موضوع بسته شد.`,{service_id:t})}}>${(e=>`پیوند به «${e}»`)(n)}</button>`)}</p></form>`}(e,t):T}
    <form class="fields" aria-label=${wn} @submit=${t=>An(t,e,`dismiss`,`کنار گذاشته شد.`)}>
      <label class="wide">${`چرا کنار گذاشته شود؟`}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
      <button>${wn}</button></form>`}(e,t):T}${function(e,t,n){let r=t.kind===`question`&&t.words.length>0;return S`<p class="buttons">
    ${n?T:S`<button @click=${()=>{e.step(`reopen`,`دوباره باز شد.`)}}>${`باز کردن دوباره`}</button>`}
    ${r?S`<button title=${`همین پرسش‌ها را از جست‌وجوی کنونی می‌پرسد.`} @click=${()=>{e.step(`recheck`,`دوباره پرسیده شد.`)}}>${`دوباره بپرس`}</button>
          <button @click=${()=>{e.export()}}>${`پرسش‌های آزمون برای کاتالوگ`}</button>`:T}</p>
    ${e.lines?S`<label>${`سطرهای YAML`}<textarea class="code" dir="auto" rows="8" readonly .value=${e.lines}></textarea></label>`:T}`}(e,t,n)}`:T}
    </div>
    <aside class="case-side" aria-label=${bn}>${function(e){return S`<dl>${[[`چند نفر`,e.people?B(e.people):yn],[bn,e.reasons.map(({title_fa:e,count:t})=>`${e}: ${B(t)}`).join(`؛ `)||void 0],[`بیشتر دربارهٔ`,e.agency_name],[`با`,e.owner?.title],[`تا`,e.due_fa],[`پاسخ در`,e.service?.title],[`دلیل کنار گذاشتن`,e.reason],[`جست‌وجو اکنون این‌ها را می‌یابد`,e.likely.map(({title:e})=>e).join(`؛ `)||void 0]].map(([e,t])=>t?S`<div><dt>${e}</dt><dd>${t}</dd></div>`:T)}</dl>
    ${e.latest_fa?S`<p class="soft">${n=e.latest_fa,`آخرین: ${n}`}</p>`:T}
    ${e.merged_into?S`<p><a href=${H(`themes`,`${e.merged_into}`)}>${t=B(e.merged_into),`نوشته‌هایش اکنون در موضوع ${t} است.`}</a></p>`:T}
    ${e.checked?S`<p>${((e,t,n)=>`از ${t} پرسش، اکنون ${e} تا پاسخ می‌گیرد (${n}).`)(B(e.checked.answered),B(e.checked.asked),e.checked.at_fa)}</p>`:T}`;var t,n}(t)}</aside></div>`}(e,t):S`<p class="empty">${`یک موضوع را برگزینید.`}</p>`}
    </section>
  </main>`}function Dn(e){return e.title??e.proposal??`بی‌نام`}function On(e){if(e.key!==`ArrowDown`&&e.key!==`ArrowUp`)return;let t=[...e.currentTarget.querySelectorAll(`a.entry`)],n=t.indexOf(document.activeElement),r=t[n+(e.key===`ArrowDown`?1:-1)];n<0||!r||(e.preventDefault(),r.focus())}function kn(e){return e.target.value}async function An(e,t,n,r){e.preventDefault();let i=e.target,a=[...new FormData(i)].map(([e,t])=>[e,e===`due`?G(`${t}`).trim():`${t}`.trim()]);await t.step(n,r,Object.fromEntries(a.filter(([,e])=>e)))}var jn=e=>`${e} قطع نیست`,Mn=e=>`پاسخ دستگاه به ${e} نفر می‌رسد`,Nn=`تأیید قطعی`,Pn=class extends I{#e;constructor(e,t,n){super(n),this.terms=t,this.suspected=[],this.waiting=0,this.done=``,this.agency=``,this.#e=new F(e)}async read(){await this.attempt(async()=>{let e=await this.#e.get(`outages`);[this.outages,this.suspected]=[e.outages,e.suspected],this.waiting=this.suspected.length})}heard(e){this.waiting=Object.keys(e.suspected).length,this.outages&&this.read(),this.tell()}choose(e){[this.agency,this.looked]=[e,void 0],this.tell()}look(e){[this.agency,this.looked,this.dismissed]=[e.agency_id,e,void 0],this.tell()}askWhy(e){this.dismissed=e,this.tell()}add(e){return this.#t(`قطعی تأیید شد و به کسانی که پرونده دارند خبر داده می‌شود.`,async()=>{await this.#e.post(`outages`,e).catch(e=>{throw e instanceof P&&e.code===`invalid`?new P(422,`invalid`,`روز یا ساعت درست نیست، یا پایان پیش از آغاز است. مانند ⁦۱۴۰۵/۰۹/۰۴ ۱۱:۰۰⁩ یا «فردا ۱۱» بنویسید.`):e}),[this.agency,this.looked]=[``,void 0]})}dismiss(e,t,n){return this.#t((e=>`ثبت شد؛ تا ${e} ساعت از این دستگاه خبری داده نمی‌شود.`)(B(n)),async()=>{await this.#e.post(`outages/suspected/${e}/dismiss`,{reason:t,hours:n}),this.dismissed=void 0})}async merge(e){let t=``;await this.#t(``,async()=>{let{merged:n,left:r}=await this.#e.post(`outages/${e}/merge`);t=((e,t)=>`${e} پرونده یکی شد.${t?` ${t} پروندهٔ دیگر مانده است؛ دوباره بزنید.`:``}`)(B(n),r?B(r):``)}),t&&(this.done=t),this.tell()}end(e){return this.#t(`پایان قطعی ثبت شد و به همهٔ کسانی که پروندهٔ باز دارند خبر داده می‌شود.`,async()=>{await this.#e.post(`outages/${e}/end`)})}async#t(e,t){return this.done=``,!!await this.attempt(t)&&(await this.read(),this.done=e,this.tell(),!0)}},Fn=[2,6,12,24,72];function In(e,t){return t.length?S`<p>${e}: ${t.map(e=>((e,t)=>`${e} (${t})`)(e.title,B(e.people))).join(`، `)}</p>`:T}function X(e){return new Intl.NumberFormat(`fa-IR`,{maximumFractionDigits:+(e<10),useGrouping:!1}).format(e)}var Ln=`حساب من`,Rn=class extends I{#e;constructor(e,t,n){super(n),this.line=t,this.done=``,this.#e=new F(e)}async arrive(e){await this.#n(),this.done=e?`گذرواژه عوض شد و از مرورگرهای دیگر خارج شدید.`:``,this.tell()}async change(e,t,n,r){if(this.done=``,this.line.hangUp(),!await this.attempt(async()=>{if(t!==n)throw new P(422,`not_alike`,`دو گذرواژهٔ تازه یکی نیستند. دوباره بنویسید.`);await this.#e.post(`session/password`,{old:e,new:t,code:r}).catch(e=>{throw e instanceof P&&e.code===`invalid`?new P(422,`invalid`,`گذرواژهٔ تازه باید دست‌کم ۱۲ نویسه و کد شش رقم داشته باشد.`):e})}))return this.line.listen();history.replaceState(null,``,`#own/changed`),location.reload()}end(e){return this.#t(`آن ورود پایان یافت.`,`sessions/${e}/end`)}endOthers(){return this.#t(`از همهٔ مرورگرهای دیگر خارج شدید.`,`sessions/end`)}async#t(e,t){this.done=``,await this.attempt(()=>this.#e.post(t))&&(await this.#n(),this.done=e,this.tell())}async#n(){await this.attempt(async()=>{this.sessions=await this.#e.get(`sessions`)})}},Z={title:`ثبت برای تماس‌گیرنده`,heard:`تماس‌گیرنده چه می‌گوید؟`,heardHint:`گفته‌ها را همان‌طور که می‌شنوید بنویسید؛ بخش‌های زیر خودشان پر می‌شوند و می‌توانید عوضشان کنید.`,reading:`در حال فهمیدن…`,readAgain:`خواندن دوباره`,filledIn:`از گفته‌ها پر شد؛ با تماس‌گیرنده درست بودنش را ببینید.`,notUnderstood:`فهم خودکار اکنون در دسترس نیست؛ فقط نام‌ها پیدا شد. بقیه را خودتان پر کنید.`,toAsk:`از تماس‌گیرنده بپرسید:`,questions:{text:`چه پیش آمده است؟`,agency:`این کار با کدام اداره یا سازمان است؟ اگر نمی‌داند، «نمی‌داند» را برگزینید.`,province:`در کدام استان و شهر؟`,caller:`نام شما چیست و با صاحب پرونده چه نسبتی دارید؟`,consent:`اجازه می‌دهید پرونده را ثبت کنم؟`},allKnown:`همهٔ بخش‌های لازم پر است. خلاصه را بخوانید و اجازه بگیرید.`,emergency:(e,t)=>`خطر فوری است: بگویید همین حالا با ${e} (${t}) تماس بگیرد.`,otherLine:(e,t)=>`شاید این موضوع با ${e} (${t}) باشد، نه ۱۲۸.`,matter:`موضوع`,kind:`نوع`,agency:`دستگاه`,agencyUnknown:`نمی‌داند؛ میز ۱۲۸ پیدا می‌کند`,chooseAgency:`برگزینید`,indicator:`شاخص`,noIndicator:`هیچ‌کدام`,province:`استان`,noProvince:`نمی‌گوید`,city:`شهر`,guess:(e,t)=>`شاید دربارهٔ «${e}» از ${t} باشد؛ بپرسید.`,takeGuess:`بله، همین است`,similar:`دیگران هم گفته‌اند؛ بپرسید می‌خواهد همان را پیگیری کند؟`,outageIs:(e,t,n,r)=>`قطعی تأییدشدهٔ ${e} از ${t}؛ پایان: ${n}؛ منبع: ${r}`,endUnknown:`معلوم نیست`,caseIs:(e,t,n,r)=>`پیگیری همان پرونده: ${e}، ${t} نفر، از ${n}، ${r}`,alone:`پروندهٔ خودش جدا رسیدگی شود`,service:`خدمت`,drop:`برداشتن خدمت`,caller:`تماس‌گیرنده`,relation:`برای چه کسی تماس گرفته است؟`,relations:{self:`برای خودش`,family:`برای یکی از خانواده`,guardian:`ولی یا قیم است`,attorney:`وکیل است`,other:`برای کس دیگر`},callerName:`نام تماس‌گیرنده`,identity:`نام شهروند نزد چه کسی بماند؟`,name:`نام شهروند`,mobile:`شماره همراه`,mobileHint:`شماره را برای تماس‌گیرنده بازخوانی کنید.`,nationalId:`کد ملی (اگر می‌گوید)`,sms:`کد رهگیری و رمز به این شماره پیامک شود`,consent:`رضایت چگونه داده شد؟`,consents:{spoken:`شفاهی، در همین تماس`,recorded:`شفاهی؛ تماس ضبط شده است`,document:`با وکالت‌نامه یا حکم قیمومت`},statement:`گفتهٔ تماس‌گیرنده هنگام رضایت`,statementReady:`پس از شنیدن خلاصه گفت: بله، ثبت کنید.`,isAgreed:`خلاصه را برای تماس‌گیرنده خواندم و او پذیرفت.`,summary:`خلاصه برای خواندن`,summaryLater:`پس از نوشتن گفته‌های تماس‌گیرنده، خلاصه اینجا می‌آید.`,summaryIs:(e,t,n,r)=>`${e} شما ${t?`از ${t}`:`برای یافتن دستگاه مسئول`}${n?`، در ${n}`:``}: «${r}». آیا ثبت کنم؟`,file:`ثبت پرونده`,filing:`در حال ثبت…`,alreadyFiled:`این تماس پیش‌تر ثبت شده است و تغییر آن دیگر ثبت نمی‌شود. پرونده را در «پرونده‌ها» ببینید یا تماس بعدی را آغاز کنید.`,missing:`هنوز کامل نیست:`,needs:{text:`گفته‌های تماس‌گیرنده (دست‌کم سه نویسه)`,agency:`دستگاه، یا «نمی‌داند»`,caller:`نام تماس‌گیرنده`,anonymous:`کسی که برای دیگری تماس گرفته نمی‌تواند ناشناس بماند`,mobile:`شماره همراه درست (۱۱ رقم، با ۰۹ آغاز می‌شود)`,nationalId:`کد ملی درست (۱۰ رقم)`,statement:`گفتهٔ تماس‌گیرنده هنگام رضایت`,consent:`رضایت تماس‌گیرنده`},filed:`پرونده ثبت شد`,readAloud:`این‌ها را بخش‌بخش بخوانید و بخواهید بازخوانی کند.`,part:e=>`بخش ${e}`,code:`کد رهگیری`,pin:`رمز`,pinHint:`رمز فقط همین یک بار دیده می‌شود.`,due:(e,t)=>`${e} تا ${t} وقت دارد پاسخ دهد.`,smsSent:`کد و رمز پیامک می‌شود.`,smsOff:`پیامک در این سامانه روشن نیست؛ بخواهید یادداشت کند.`,print:`چاپ رسید`,next:`تماس بعدی`,see:`دیدن پرونده`},zn=/^(\+98|0)9\d{9}$/,Bn={text:``,kind:`complaint`,agency_id:``,indicator:``,province:``,city:``,service_id:``,follow:``,relation:`self`,caller_name:``,identity:`sealed`,name:``,mobile:``,national_id:``,sms:!0,consent:`spoken`,statement:Z.statementReady,isAgreed:!1},Vn=class extends I{#e;#t;#n;#r;#i;constructor(e,t,n){super(n),this.terms=t,this.form={...Bn},this.isReading=!1,this.isFiling=!1,this.isTried=!1,this.filled=new Set,this.#t=new Set,this.#n=crypto.randomUUID(),this.#i=0,this.#e=new F(e)}set(e,t){this.form={...this.form,[e]:t},this.#t.add(e),this.filled.delete(e),e===`province`&&(this.form.city=``),e===`text`&&this.#a(),this.tell()}takeGuess(){let e=this.heard?.service;e&&(this.set(`service_id`,e.id),this.set(`agency_id`,e.agency.id))}async read(){clearTimeout(this.#r);let e=this.form.text.trim();if(e.length<3)return;let t=++this.#i;this.isReading=!0,this.tell(),await this.attempt(async()=>{let n=await this.#e.post(`heard`,{text:e});t===this.#i&&this.#o(n)}),t===this.#i&&(this.isReading=!1),this.tell()}get questions(){let{form:e}=this,t={text:e.text.trim().length<3,agency:!e.agency_id,province:!e.province&&!this.#t.has(`province`),caller:e.relation!==`self`&&!e.caller_name.trim(),consent:!e.isAgreed};return Object.keys(t).filter(e=>t[e])}get needs(){let{form:e}=this,t=e.relation!==`self`,n=e.identity===`anonymous`,r={text:e.text.trim().length<3,agency:!e.agency_id,caller:t&&e.caller_name.trim().length<2,anonymous:t&&n,mobile:!n&&!!e.mobile&&!zn.test(Un(e.mobile)),nationalId:!n&&!!e.national_id&&!/^\d{10}$/.test(Un(e.national_id)),statement:e.statement.trim().length<3,consent:!e.isAgreed};return Object.keys(r).filter(e=>r[e])}get summary(){let{form:e}=this,t=this.terms(),n=t?.kinds.find(({id:t})=>t===e.kind)?.title??``,r=t?.agencies.find(({id:t})=>t===e.agency_id)?.title??``,i=[...new Set([e.province,e.city].filter(Boolean))].join(`، `),a=e.text.trim();return a?Z.summaryIs(n,r,i,a):Z.summaryLater}async file(){if(this.isTried=!0,this.tell(),this.needs.length||this.isFiling)return!1;this.isFiling=!0;let e=await this.attempt(async()=>{try{this.receipt=await this.#e.post(`cases`,function(e){let t=e.identity===`anonymous`,n=Un(e.mobile),r=Hn({mobile:n,name:e.name.trim(),national_id:Un(e.national_id)}),i=e.relation!==`self`;return{...Hn({kind:e.kind,agency_id:e.agency_id===`-`?``:e.agency_id,indicator:e.kind===`praise`?``:e.indicator,province:e.province,city:e.city.trim(),service_id:e.service_id,follow:e.follow,description:e.text.trim(),identity:e.identity}),...t||!Object.keys(r).length?{}:{contact:r},mandate:{relation:e.relation,consent:e.consent,statement:e.statement.trim(),...i?{caller_name:e.caller_name.trim()}:{}},sms:e.sms&&!t&&!!n}}(this.form),this.#n)}catch(e){throw!(e instanceof P)||e.code!==`key_reused`?e:new P(e.status,e.code,Z.alreadyFiled)}});return this.isFiling=!1,this.tell(),e}next(){clearTimeout(this.#r),this.#i+=1,this.form={...Bn},this.heard=this.receipt=void 0,this.isTried=this.isReading=!1,this.filled.clear(),this.#t.clear(),this.#n=crypto.randomUUID(),this.notice=``,this.tell()}#a(){clearTimeout(this.#r),this.#r=setTimeout(()=>{this.read()},700)}#o(e){this.heard=e,[...e.similar?.outages??[],...e.similar?.cases??[]].map(({offer:e})=>e).includes(this.form.follow)||(this.form={...this.form,follow:``});let t={...e.kind?{kind:e.kind}:{},...e.agency?{agency_id:e.agency.id}:{},...e.indicator?{indicator:e.indicator}:{},...e.province?{province:e.province,city:e.city??``}:{}};for(let[e,n]of Object.entries(t)){let t=e===`city`&&this.#t.has(`province`);this.#t.has(e)||t||!n||(this.form={...this.form,[e]:n},this.filled.add(e))}}};function Hn(e){return Object.fromEntries(Object.entries(e).filter(([,e])=>e))}function Un(e){return G(e).replace(/[\s-]/g,``)}function Wn(e,t,n,r){let i=`${e.form[t]}`;return S`<label class="wide">${n}
    <select id="phone-${t}" @change=${n=>e.set(t,n.target.value)}>
      ${r.map(([e,t])=>S`<option value=${e} .selected=${e===i}>${t}</option>`)}
    </select></label>`}function Q(e,t,n,{maxlength:r,isNumber:i,hint:a}){return S`<label class="wide">${n}
    <input id="phone-${t}" maxlength=${r} dir=${i?`ltr`:`auto`} inputmode=${i?`numeric`:`text`}
      autocomplete="off" .value=${`${e.form[t]}`} aria-describedby=${a?`hint-${t}`:T}
      @input=${n=>e.set(t,n.target.value)}></label>
    ${a&&e.form[t]?S`<p class="soft wide" id="hint-${t}">${a}</p>`:T}`}function Gn(e,t,n){return S`<label class="check wide"><input type="checkbox" id="phone-${t}" .checked=${e.form[t]}
    @change=${n=>e.set(t,n.target.checked)}>${n}</label>`}function Kn(e,t){return S`<h3>${e}</h3>
    <ol class="dictated" dir="ltr" aria-label=${e}>
      ${t.map(({signs:e,spoken:t},n)=>S`<li><small>${Z.part(B(n+1))}</small><b>${e}</b><span dir="rtl">${t}</span></li>`)}
    </ol>`}function qn(e,t,n,r){let i=`${e.form[t]}`;return S`<label class=${e.filled.has(t)?`filled`:``}>${n}
    <select id="phone-${t}" @change=${n=>e.set(t,n.target.value)}>
      ${r.map(({id:e,title:t})=>S`<option value=${e} .selected=${e===i}>${t}</option>`)}
    </select></label>`}var Jn=`چه کسی`,Yn=`چه کاری`,Xn=class extends I{#e;#t={account_id:``,action:``,day:``};constructor(e,t){super(t),this.#e=new F(e)}async arrive(){this.terms||(await this.attempt(async()=>{this.terms=await this.#e.get(`audit/terms`)}),await this.show(this.#t))}show(e){return this.#t=e,this.attempt(async()=>{this.entries=this.next=void 0,this.entries=await this.#n()})}more(){return this.attempt(async()=>{this.entries=[...this.entries??[],...await this.#n(this.next)]})}async#n(e){let t=new URLSearchParams;for(let[e,n]of Object.entries(this.#t))n&&t.set(e,n);e&&t.set(`before`,`${e}`);let n=await this.#e.get(`audit?${t}`).catch(e=>{throw e instanceof P&&e.code===`invalid`?new P(422,`invalid`,`این روز را نشناختیم. مانند ⁦۱۴۰۵/۰۹/۰۷⁩، «۷ آذر» یا «دیروز» بنویسید.`):e});return this.next=n.next,n.entries}},Zn={talks:`گفت‌وگوها`,cases:`پرونده‌ها`,phone:`ثبت تلفنی`,upkeep:`نگهداری`,outages:`قطعی‌ها`,themes:`پرسش‌های باز`,record:`دفتر میز`,situation:`وضعیت`,periods:`دوره‌ها و کارنامه`,calls:`تماس‌های قرعه`,own:`حساب من`},Qn=`کلیدهای میان‌بر`,$n=[{title:`همه‌جا`,keys:[[`Alt+1 … Alt+9`,`رفتن به بخش‌ها`],[`?`,`همین فهرست`],[`Esc`,`بستن یا بازگشت`]]},{title:`گفت‌وگوها`,keys:[[`Alt+N`,`گرفتن نفر بعدی`],[`Alt+R`,`نوشتن پاسخ`],[`Alt+S`,`جست‌وجوی خدمت`],[`Alt+X`,`حذف اطلاعات شخصی`],[`Enter`,`فرستادن پاسخ`]]},{title:`پرونده‌ها`,keys:[[`Alt+S`,`جست‌وجو`],[`↑ ↓`,`رفتن در فهرست`],[`Alt+N`,`پروندهٔ بعدی فهرست`],[`Alt+R`,`ارجاع`],[`Alt+A`,`پاسخ دستگاه`],[`Alt+Q`,`پرسش از شهروند`],[`Alt+M`,`برگرداندن به میز`],[`Alt+Y`,`یادداشت`],[`Alt+J`,`پیوستن به پروندهٔ دیگر`],[`Alt+X`,`حذف اطلاعات شخصی`],[`Ctrl+Enter`,`ثبت آنچه نوشته‌اید`]]},{title:`وضعیت`,keys:[[`← ↑ → ↓`,`رفتن میان استان‌های نقشه`],[`Enter`,`پرونده‌های آن استان`]]},{title:`پرسش‌های باز`,keys:[[`↑ ↓`,`رفتن در فهرست`],[`Alt+R`,`نام موضوع`],[`Esc`,`بازگشت به فهرست`]]},{title:`ثبت تلفنی`,keys:[[`Alt+S`,`نوشتن گفته‌ها`],[`Alt+R`,`خواندن دوبارهٔ گفته‌ها`],[`Ctrl+Enter`,`ثبت پرونده`],[`Alt+N`,`تماس بعدی`]]}],er=`help`;function tr(){let e=document.getElementById(er);e?.open?e.close():e?.showModal()}function nr(e){e.target===e.currentTarget&&e.currentTarget.close()}function rr(e){let t=!1,n=!1;return async()=>{if(n=!0,!t){for(t=!0;n;)n=!1,await e();t=!1}}}var ir=3200,ar=class extends I{#e;#t;#n;#r;#i;#a;constructor(e,t,n){super(n),this.mayReadCases=t,this.nearest=[],this.measure=`waiting`,this.#t=rr(()=>this.#o()),this.#i=!1,this.#a=!1,this.#e=new F(e)}get agency(){return this.#n}arrive(e){return e!==this.#n&&(this.found=void 0),[this.#n,this.#i]=[e,!0],this.#t()}leave(){this.#i=!1,clearTimeout(this.#r)}heard(){this.#i&&this.#s(ir)}show(e){this.measure=e,this.tell()}point(e){this.pointed!==e&&(this.pointed=e,this.tell())}async#o(){let e=this.#n,t=e?`?agency_id=${encodeURIComponent(e)}`:``;await this.attempt(async()=>{let n=await this.#e.get(`situation${t}`),r=this.mayReadCases?await this.#e.get(`cases${t||`?`}&due_in_h=72`):[];e===this.#n&&([this.found,this.nearest]=[n,r.slice(0,8)])}),this.#i&&this.#s(3e4)}#s(e){e===ir&&this.#a||(clearTimeout(this.#r),this.#a=e===ir,this.#r=setTimeout(()=>{this.#a=!1,this.#t()},e))}},$=`/api/v1/desk`,or=class{constructor(e=``){this.csrf=e,this.queue=()=>this.#e(`${$}/queue`),this.canned=()=>this.#e(`${$}/canned`),this.colleagues=()=>this.#e(`${$}/colleagues`),this.look=e=>this.#e(`${$}/conversations/${e}`),this.suggestions=e=>this.#e(`${$}/conversations/${e}/suggestions`),this.take=e=>this.#t(`${$}/conversations/${e}/take`),this.release=e=>this.#t(`${$}/conversations/${e}/release`),this.close=(e,t)=>this.#t(`${$}/conversations/${e}/close`,{reason:t}),this.note=(e,t)=>this.#t(`${$}/conversations/${e}/note`,{text:t}),this.types=e=>this.#t(`${$}/conversations/${e}/typing`),this.presence=()=>this.#t(`${$}/presence`)}transfer(e,t){return this.#t(`${$}/conversations/${e}/transfer`,{account_id:t})}reply(e,t,n){return this.#t(`${$}/conversations/${e}/reply`,t,{"Idempotency-Key":n})}reveal(e,t){return this.#t(`${$}/conversations/${e}/turns/${t}/reveal`)}redact(e,t,n){return this.#t(`${$}/conversations/${e}/redact`,{words:t,reason:n})}async services(e){return(await this.#e(`/api/v1/services?limit=5&q=${encodeURIComponent(e)}`)).results}signIn(e,t,n){return this.#t(`${$}/session`,{login:e,password:t,code:n})}async signOut(){return(await this.#n(`${$}/session`,{method:`DELETE`}))?.continue_at}beginEnrolment(e){return this.#t(`${$}/enrolment/begin`,{token:e})}enrol(e,t,n){return this.#t(`${$}/enrolment`,{token:e,password:t,code:n})}#e(e){return this.#n(e,{})}#t(e,t={},n={}){return this.#n(e,{method:`POST`,body:JSON.stringify(t),headers:{"Content-Type":`application/json`,...n}})}#n(e,t){return ot(this.csrf,e,t)}},sr=class{#e=``;constructor(e,t){this.ask=e,this.changed=t}async follow(e){let t=e?.is_mine?e.conversation_id:``,n=t&&`${t}/${function({events:e}){return e.filter(({data:e})=>e.role===`citizen`).at(-1)?.id??0}(e)}`;if(n===this.#e||(t!==this.#e.split(`/`)[0]&&(this.shown=void 0),this.#e=n,!t))return;let r=await this.ask(t).catch(()=>{});n===this.#e&&(this.shown=r,this.changed())}},cr=class{#e=new Map;#t=new Map;constructor(e,t){this.tell=e,this.changed=t}writes(e){Date.now()<(this.#e.get(e)??0)||(this.#e.set(e,Date.now()+3e3),this.tell(e).catch(()=>{}))}said(e){this.#e.delete(e)}heard(e,t){this.#t.set(e,Date.now()+1e3*t),setTimeout(this.changed,1e3*t),this.changed()}stop(e){this.#t.delete(e)}isShown(e){return Date.now()<(this.#t.get(e)??0)}},lr=class{#e;#t;#n;#r;#i;constructor(e,t){this.session=e,this.redraw=t,this.queue={waiting:[],mine:[],others:[]},this.sheet=`none`,this.canned=[],this.marked=``,this.revealed=new Map,this.drafts=new Map,this.notice=``,this.isLineDown=!1,this.listeners=new Map,this.#t=Date.now(),this.#r=new Map,this.#i=rr(async()=>{this.talk&&await this.#l(this.talk.conversation_id).catch(()=>{}),this.changed()}),this.#e=new or(e.csrf_token),this.suggestions=new sr(e=>this.#e.suggestions(e),t),this.typing=new cr(e=>this.#e.types(e),t)}changed(){this.suggestions.follow(this.talk),this.redraw()}may(e){return this.session.account.permissions.includes(e)}get canAnswer(){return this.may(`answer_citizens`)}get canRedact(){let e=!!this.talk?.is_mine||this.may(`read_all_conversations`);return!!this.talk&&e&&this.may(`reveal_personal_data`)}async start(){this.listen(),this.canAnswer&&(setInterval(()=>{this.#m()},2e4),await this.#g(async()=>{this.canned=await this.#e.canned()}))}hangUp(){this.#n?.close()}listen(){let e=new EventSource(`/api/v1/desk/events`);this.#n=e,e.addEventListener(`queue`,e=>this.#u(JSON.parse(e.data))),e.addEventListener(`said`,e=>this.#p(JSON.parse(e.data)));for(let[t,n]of this.listeners)e.addEventListener(t,e=>n(JSON.parse(e.data)));e.addEventListener(`typing`,e=>this.#f(JSON.parse(e.data))),e.addEventListener(`signed_out`,()=>location.assign(`/desk/sign-in`)),e.onopen=()=>this.#_(!1),e.onerror=()=>this.#_(!0)}touch(){this.#t=Date.now()}open(e){return this.#g(async()=>this.#s(await this.#e.look(e)))}leave(){this.talk=void 0,this.#c(),this.changed()}take(e){return this.#g(async()=>this.#s(await this.#e.take(e)))}async takeNext(){let e=this.queue.waiting[0];e&&this.canAnswer&&await this.take(e.conversation_id)}release(){return this.#o(e=>this.#e.release(e))}close(e){return this.#o(t=>this.#e.close(t,e))}transfer(e){return this.#o(t=>this.#e.transfer(t,e))}async say(e){let t=this.talk?.conversation_id;t&&e.trim()&&(await this.#a(t,{text:e.trim()})&&this.drafts.delete(t),this.changed())}async sendCard(e){let t=this.talk?.conversation_id;t&&await this.#a(t,{service_id:e.id})&&(this.found=void 0,this.changed())}search(e){return this.#g(async()=>{this.found=e.trim()?await this.#e.services(e.trim()):void 0})}async note(e){let t=this.talk?.conversation_id;return!(!t||!e.trim()||(await this.#g(async()=>{await this.#e.note(t,e.trim()),await this.#l(t)}),this.notice))}async redact(e,t){let n=this.talk?.conversation_id;if(!n)return!1;let r=!1;return await this.#g(async()=>{await this.#e.redact(n,e,t),r=!0,this.revealed.clear(),this.sheet=`none`,await this.#l(n),this.notice=`واژه‌ها از گفت‌وگو حذف شد.`}),r}reveal(e){return this.#g(async()=>{if(!this.talk)return;let{text:t}=await this.#e.reveal(this.talk.conversation_id,e);this.revealed.set(e,t)})}draft(e){this.talk&&(this.drafts.set(this.talk.conversation_id,e),e&&this.typing.writes(this.talk.conversation_id)),this.changed()}showSheet(e){this.sheet=e,e===`transfer`&&this.#h(),this.changed()}async signOut(){let e;await this.#g(async()=>{e=await this.#e.signOut()}),this.notice||location.assign(e??`/desk/sign-in`)}async#a(e,t){let n=`${e} ${JSON.stringify(t)}`,r=this.#r.get(n)??crypto.randomUUID();return this.#r.set(n,r),await this.#g(async()=>{await this.#e.reply(e,t,r),this.#r.delete(n),this.typing.said(e),await this.#l(e)}),!this.notice}async#o(e){let t=this.talk?.conversation_id;t&&await this.#g(async()=>{await e(t),this.leave()})}#s(e){e.conversation_id!==this.talk?.conversation_id&&this.#c(),this.talk=e}#c(){this.sheet=`none`,this.found=void 0,this.revealed.clear()}async#l(e){let t=await this.#e.look(e);this.talk?.conversation_id===e&&(this.talk=t)}#u(e){this.queue=e;let{talk:t}=this;t&&this.#d(t,e),this.changed()}async#d(e,t){let n=[...t.waiting,...t.mine,...t.others].find(({conversation_id:t})=>t===e.conversation_id),r=t.mine.some(({conversation_id:t})=>t===e.conversation_id);if(e.is_mine&&!r)return e.is_mine=!1,e.owner=n?.owner??`bot`,delete e.owner_name,this.sheet=`none`,this.#v(`این گفت‌وگو دیگر در دست شما نیست.`);let i=e.events.at(-1)?.id??0;n&&(n.last_event_id>i||n.owner!==e.owner)&&await this.#g(()=>this.#l(e.conversation_id))}#f(e){this.typing.heard(e.conversation_id,e.for_s)}#p(e){let{talk:t}=this;e.event.data.role===`citizen`&&this.typing.stop(e.conversation_id),t?.conversation_id===e.conversation_id&&(e.event.id>(t.events.at(-1)?.id??0)&&t.events.push(e.event),this.changed(),e.event.data.role===`citizen`&&this.#i())}async#m(){this.sheet===`transfer`&&this.#h(),Date.now()-this.#t>6e5||await this.#e.presence().catch(()=>{})}async#h(){this.colleagues=await this.#e.colleagues().catch(()=>this.colleagues),this.changed()}async#g(e){try{this.notice=``,await e()}catch(e){let t=e instanceof P?e:new P(0,``,N);t.code===`not_signed_in`&&location.assign(`/desk/sign-in`),this.notice=t.detail}this.changed()}#_(e){this.isLineDown=e,this.changed()}#v(e){this.notice=e,this.changed()}},ur=`دوباره در نوبت است.`,dr=`سراسر کشور`,fr={cold:`سرما`,heat:`گرما`,smog:`آلودگی هوا`,dust:`گرد و غبار`,storm:`توفان و برف`,power:`کمبود برق`,gas:`کمبود گاز`,water:`کمبود آب`,other:`دلیل دیگر`},pr=`ثبت تعطیلی`,mr=class extends I{#e;constructor(e,t,n,r){super(r),this.mayRevive=t,this.mayClose=n,this.provinces=[],this.done=``,this.deadCount=0,this.#e=new F(e)}async read(){await this.attempt(async()=>{let[e,t]=await Promise.all([this.mayRevive?this.#e.get(`jobs`):void 0,this.mayClose?this.#e.get(`closures`):void 0]);[this.dead,this.closures]=[e,t]})}offer(e){e&&(this.provinces=e.provinces.map(({name:e})=>e))}heard(e){this.deadCount=e.dead_jobs??0,this.dead||this.closures?this.read():this.tell()}retry(e){return this.#t(ur,()=>this.#e.post(`jobs/${e}/retry`))}retryKind(e){return this.#t(ur,()=>this.#e.post(`jobs/retry`,{kind:e}))}async close(e){return await this.#t(`تعطیلی ثبت شد؛ مهلت‌ها جابه‌جا می‌شود.`,async()=>{await this.#e.post(`closures`,e).catch(e=>{throw e instanceof P&&e.code===`invalid`?new P(422,`invalid`,`روز یا ساعت درست نیست، یا پایان پیش از آغاز است. مانند ⁦۱۴۰۵/۱۰/۱۲⁩ یا «۱۲ دی» بنویسید.`):e})}),!this.notice}end(e){return this.#t(`تعطیلی لغو شد؛ مهلت‌ها به جای خود برمی‌گردد.`,()=>this.#e.post(`closures/${e}/end`))}async#t(e,t){this.done=``,await this.attempt(async()=>{await t()})&&(await this.read(),this.done=e,this.tell())}};function hr(e,t,n){e.draft(t.trim()?`${t.trimEnd()}\n${n}`:n),document.getElementById(`reply`)?.focus()}function gr(e){return e.preventDefault(),`${new FormData(e.target).get(`words`)??``}`}function _r(e,t){return t?S`<section><h3>${e}</h3><p dir="auto">${t}</p></section>`:T}function vr(e,t,n,r){return S`<section>
    <h2>${t} <span class="count">${B(n.length)}</span></h2>
    ${n.length?S`<ul class="entries">${n.map(t=>function(e,t){let n=e.talk?.conversation_id===t.conversation_id,r=t.owner===`queue`&&t.queued_at,i=t.is_unanswered&&t.owner===`operator`;return S`<li>
    <button class="entry" aria-current=${n?`true`:`false`} data-id=${t.conversation_id}
      @click=${()=>e.open(t.conversation_id)}>
      <span class="preview">${t.preview||`…`}</span>
      ${t.about_fa?S`<span class="soft">${t.about_fa}</span>`:T}
      <span class="soft">${r?(e=>`${e} در صف`)(function(e,t=Date.now()){return gt(Math.max(0,(t-Date.parse(e))/1e3))}(t.queued_at)):t.owner_name??``}</span>
      ${i?S`<span class="badge">${`منتظر پاسخ`}</span>`:T}
    </button>
  </li>`}(e,t))}</ul>`:S`<p class="soft">${r}</p>`}
  </section>`}function yr(e){return e===void 0?void 0:gt(e)}function br(e){if(!e.canRedact)return;let t=mt();e.showSheet(e.sheet===`redact`?`none`:`redact`),e.sheet===`redact`&&(e.marked=t,z(t?`#redact-reason`:`#redact-words`))}function xr({name:e,presence_fa:t}){return`${e} (${t})`}function Sr(e){return e.canRedact?S`<button id="do-redact" aria-expanded=${e.sheet===`redact`} @click=${()=>br(e)}>${$e}</button>`:T}function Cr(e,t){e.showSheet(e.sheet===t?`none`:t)}var wr=class extends k{constructor(...e){super(...e),this.api=new or,this.problem=``,this.#e=!1}#e;createRenderRoot(){return this}async submit(e){e.preventDefault(),this.#e||=(this.#e=!0,await this.attempt(()=>this.step(new FormData(e.target))),!1)}async attempt(e){this.problem=``;try{await e()}catch(e){this.problem=e instanceof P?e.detail:N}this.requestUpdate()}get trouble(){return S`<p class="notice" role="alert" ?hidden=${!this.problem}>${this.problem}</p>`}};function Tr(){return S`<label>${`کد یک‌بارمصرف`}<input name="code" inputmode="numeric" autocomplete="one-time-code" dir="ltr" required
    maxlength="7" aria-describedby="code-hint"></label><p class="soft" id="code-hint">${`شش رقم از برنامهٔ کدساز گوشی`}</p>`}customElements.define(`desk-console`,class extends k{#e;#t;#n;#r;#i;#a;#o;#s;#c;#l;#u;#d=[];#f=`own`;#p={tab:`talks`,code:void 0};#m=[];#h=new ResizeObserver(()=>this.#b());connectedCallback(){super.connectedCallback();let e=JSON.parse(this.dataset.session??`{}`);this.#m=JSON.parse(this.dataset.reasons??`[]`);let t=()=>this.requestUpdate();this.#e=new lr(e,t);let{csrf_token:n}=e;this.#t=new ft(n,t),this.#n=new Vn(n,()=>this.#t.terms,t),this.#r=new mr(n,this.#e.may(`revive_jobs`),this.#e.may(`keep_calendar`),t),this.#i=new Pn(n,()=>this.#t.terms,t),this.#a=new Tn(n,this.#e.may(`keep_themes`),t);let r=e=>this.#e.may(e);var i;this.#o=new mn(n,r(`export_figures`),r(`object_to_figures`),r(`decide_objections`),t),this.#s=new Ft(n,r(`see_insight`),t),this.#c=new Xn(n,t),this.#l=new ar(n,this.#e.may(`read_cases`),t),this.#u=new Rn(n,this.#e,t),this.#d=(i=e.account.permissions,xt.filter(([,e])=>e.some(e=>i.includes(e))).map(([e])=>e)),this.#f=function(e){return St.find(([,t])=>e.includes(t))?.[0]??`own`}(e.account.permissions),this.#e.listeners.set(`cases`,e=>this.#t.heard(e.changed)),this.#e.listeners.set(`situation`,()=>this.#l.heard()),this.#e.listeners.set(`outages`,e=>this.#i.heard(e)),this.#e.listeners.set(`upkeep`,e=>this.#r.heard(e)),addEventListener(`hashchange`,()=>{this.#y()}),this.#y(),document.addEventListener(`keydown`,e=>this.#x(e)),document.addEventListener(`pointerdown`,()=>this.#e.touch()),setInterval(()=>this.requestUpdate(),15e3),this.#e.start()}createRenderRoot(){return this}render(){let e=this.#e,t=this.#p.tab===`talks`,n=e.isLineDown?`ارتباط زنده قطع شده است؛ در حال وصل شدن دوباره هستیم.`:this.#p.isRefused?`بخشی که نشانی‌اش را باز کردید برای نقش شما نیست. اگر به آن نیاز دارید، از مدیر سامانه بخواهید.`:t?e.notice:``;return S`
      <header class="bar">
        <h1>${`میز کارشناسان`}</h1>
        ${i=this.#d,a=this.#p.tab,o={upkeep:this.#r.deadCount,outages:this.#i.waiting},i.length<2?T:S`<nav class="tabs" aria-label=${`بخش‌های میز`}>
    ${i.map(e=>{let t=o[e]??0;return S`<a href=${H(e)} aria-current=${e===a?`page`:`false`}>${Zn[e]}
        ${t?S`<span class="badge"><span aria-hidden="true">${B(t)}</span><span class="unseen">${(e=>`${e} کار مانده`)(B(t))}</span></span>`:T}</a>`})}
  </nav>`}
        <a class="who" href=${H(`own`)} aria-current=${this.#p.tab===`own`?`page`:`false`}
          aria-label=${r=e.session.account.name,`حساب من: ${r}`} title=${Ln}>${e.session.account.name} <span class="soft">${e.session.account.role_fa}</span></a>
        <button class="quiet" aria-label=${Qn} title=${Qn} @click=${tr}>${`؟`}</button>
        <button class="quiet" @click=${()=>e.signOut()}>${`خروج`}</button>
      </header>
      <p class="notice" role="status" ?hidden=${!n}>${n}</p>
      ${this.#g()}
      ${S`<dialog id=${er} aria-labelledby="help-title" @click=${nr}>
    <form method="dialog">
      <header><h2 id="help-title">${Qn}</h2><button class="quiet">${`بستن`}</button></header>
      <div class="shortcuts">
        ${$n.map(({title:e,keys:t})=>S`<section><h3>${e}</h3>
            <dl>${t.map(([e,t])=>S`<div><dt><kbd dir="ltr">${e}</kbd></dt><dd>${t}</dd></div>`)}</dl>
          </section>`)}
      </div>
    </form>
  </dialog>`}
    `;var r,i,a,o}#g(){let{tab:e}=this.#p;return e===`cases`?function(e,t){let{page:n}=e;return S`<main class="room cases" data-open=${n?`page`:`list`}>
    <nav class="lists" aria-label=${L.list}>${Tt(e,t)}</nav>
    <section class="case" id="case">
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      ${n?function(e,t){let{deadlines:n}=t;return S`
    <header class="case-head">
      <a class="back" href=${H(`cases`)}>${L.back}</a>
      <h2 tabindex="-1" id="case-title">${t.kind_fa} <b class="code" dir="ltr">${t.tracking_code}</b></h2>
      <p class="state ${t.status}">${t.status_fa}</p>
      ${n.is_overdue?S`<span class="badge late">${L.overdueShort}</span>`:T}
      <div class="actions">${function(e,t){let n=_t.find(e=>t.may.includes(e));return t.may.map(t=>S`<button id="do-${t}" class=${t===n?`main`:``} aria-expanded=${e.sheet===t}
      @click=${()=>yt(e,t)}>${L.actions[t]}</button>`)}(e,t)}</div>
    </header>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.sheet?function(e,t){return S`<form class="case-sheet" aria-label=${L.actions[t]} @submit=${n=>async function(e,t,n){e.preventDefault();let r=new FormData(e.target),i=Object.fromEntries(vt[n].map(e=>[e,`${r.get(e)??``}`.trim()]));await t.act(n,i)&&document.getElementById(`case-title`)?.focus()}(n,e,t)}
      @keydown=${bt}>
    <h3>${L.actions[t]}</h3>
    <p class="soft" id="sheet-hint">${L.hints[t]} ${function(e,t){let n=e.page?.people??1;return t===`answer`&&n>1?L.reaches(B(n)):``}(e,t)}</p>
    ${vt[t].map(t=>function(e,t){return t===`agency_id`?function(e){let t=e.draft(`agency_id`);return S`<label>${L.agency}<select name="agency_id" required @change=${V(e,`agency_id`)}>
    <option value="" .selected=${!t}>${L.chooseAgency}</option>
    ${(e.terms?.agencies??[]).map(({id:e,title:n})=>S`<option value=${e} .selected=${e===t}>${n}</option>`)}
  </select></label>`}(e):t===`words`?function(e){return S`<label>${L.words}<input name="words" required minlength="2" maxlength=${200} autocomplete="off" dir="auto"
    aria-describedby="sheet-hint" .value=${e.draft(`words`)} @input=${V(e,`words`)}></label>`}(e):t===`into`?function(e){return S`<label>${L.into}<input name="into" required dir="ltr" minlength="8" maxlength="12" autocomplete="off"
    aria-describedby="sheet-hint" .value=${e.draft(`into`)} @input=${V(e,`into`)}></label>`}(e):function(e,t){let n=t===`reason`;return S`<label>${n?L.reason:L.text}
    <textarea name=${t} rows=${n?2:4} required minlength="3" maxlength="2000" aria-describedby="sheet-hint"
      .value=${e.draft(t)} @input=${V(e,t)}></textarea></label>`}(e,t)}(e,t))}
    <div class="buttons">
      <button class="main">${L.submit[t]}</button>
      <button type="button" class="quiet" @click=${()=>e.show(void 0)}>${L.cancel}</button>
    </div>
  </form>`}(e,e.sheet):T}
    <div class="case-body">
      <section class="case-main">
        <h3>${L.description}</h3>
        <p class="words" dir="auto">${t.description}</p>
        <h3>${L.timeline}</h3>
        <ol class="timeline">${t.timeline.map(Nt)}</ol>
        ${function(e){return S`<details class="tool ledger" @toggle=${t=>function(e,t){e.target.open&&t.readLedger()}(t,e)} ?open=${!!e.ledger}>
    <summary>${L.ledger}</summary>
    ${e.ledger?function({events:e,proofs:t},n){let r=new Map(n.page?.timeline.map(({number:e,title_fa:t})=>[e,t])),i=t.at(-1);return S`<p class="soft">${L.ledgerHint} ${i?L.proven(jt.format(new Date(i.day))):L.notProven}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${L.ledger}><table>
      <thead><tr><th scope="col">${L.number}</th><th scope="col">${L.event}</th><th scope="col">${L.at}</th><th scope="col">${L.hash}</th></tr></thead>
      <tbody>${e.map(({number:e,type:t,at:n,hash:i})=>S`<tr>
        <td>${B(e)}</td><td>${r.get(e)??t}</td><td class="moment">${Mt.format(new Date(n)).replace(`,`,``)}</td>
        <td><code dir="ltr" title=${i}>${i.slice(0,16)}…</code></td></tr>`)}</tbody>
    </table></div>`}(e.ledger,e):T}
  </details>`}(e)}
      </section>
      <section class="case-side">
        <h3>${L.facts}</h3>
        ${function({people:e,leader:t,followers:n}){let r=e=>S`<a class="code" href=${H(`cases`,e)} dir="ltr">${e}</a>`;return t?S`<p class="matter">${L.follows} ${r(t)}</p>`:e<2?T:S`<details class="matter"><summary>${L.peopleAre(B(e))}</summary>
    <ul>${n.map(e=>S`<li>${r(e)}</li>`)}</ul></details>`}(t)}
        <dl>${function(e){let{deadlines:t,verdict:n,score:r}=e,i=[...new Set([e.province,e.city].filter(Boolean))].join(`، `),a=n?[L.verdicts[n],r?L.score(B(r)):``].filter(Boolean).join(`، `):``;return[[L.agency,e.agency_name],[L.level,L.levelIs(e.level.title,B(e.level.number))],[L.due,t.due_at_fa],[L.left,t.time_left_fa?.replace(/^.*\((.*)\)$/,`$1`)],[L.indicator,e.indicator_fa],[L.place,i],[L.service,e.service_title],[L.created,e.created_at_fa],[L.occurred,e.occurred_at_fa],[L.identity,e.identity_fa],[L.verdict,a]].filter(e=>!!e[1])}(t).map(([e,t])=>S`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
        ${function(e){let{list:t}=e.files;return t.length?S`<section class="files">
    <h3>${L.files}</h3>
    <p class="soft">${L.filesHint}</p>
    <ul>${t.map((t,n)=>S`<li>${function(e,t,n){let r=e.files.address(t),i=S`<span>${n}<span class="soft"> · ${function({size:e}){return e<1e6?kt.format(Math.ceil(e/1e3)):At.format(e/1e6)}(t)} · ${t.at_fa}</span></span>`;return r?S`<p>${i}<a class="save" href=${r} download=${t.name} aria-label=${`${L.fileSave}: ${n}`}>${L.fileSave}</a></p>
    ${function({kind:e},t,n){return e===`image`?S`<img src=${t} alt=${L.fileAlt(n)}>`:e===`voice`?S`<audio controls src=${t} aria-label=${n}></audio>`:T}(t,r,n)}`:S`<p>${i}
      <button class="small" aria-label=${`${L.fileShow[t.kind]}: ${n}`} @click=${()=>e.fetchFile(t)}>${L.fileShow[t.kind]}</button></p>`}(e,t,(({kind_fa:e},t)=>`${e.replace(/[A-Za-z]$/,`$&‏`)} ${B(t)}`)(t,n+1))}</li>`)}</ul>
  </section>`:T}(e)}${function(e,t){return t.sealed.length?S`<section class="personal">
    <h3>${L.personal}</h3>
    <p class="soft">${L.personalHint}</p>
    <ul>${t.sealed.map(n=>S`<li>${function(e,t,n){let r=e.shown(t);return r===void 0?e.asked===t?function(e,t,n){return S`<form class="why" @submit=${n=>function(e,t,n){e.preventDefault();let r=`${new FormData(e.target).get(`reason`)??``}`.trim();r&&t.reveal(n,r)}(n,e,t)}>
    <label>${L.why(n)}
      <input id="reveal-why" name="reason" list="reveal-reasons" required minlength="8" maxlength="200" autocomplete="off"></label>
    <datalist id="reveal-reasons">${L.reasons.map(e=>S`<option value=${e}></option>`)}</datalist>
    <div class="buttons"><button class="main">${L.show}</button>
      <button type="button" class="quiet" @click=${()=>e.askFor(void 0)}>${L.cancel}</button></div>
  </form>`}(e,t,n):S`<p>${n} <button class="small" aria-label=${L.revealOf(n)} @click=${()=>function(e,t){e.askFor(t),z(`#reveal-why`)}(e,t)}>${L.reveal}</button></p>`:S`<p><b>${n}</b> <button class="small" @click=${()=>e.hide(t)}>${L.hide}</button></p>
      <p class="words" dir="auto">${r}</p>`}(e,n,function(e,{field:t,title_fa:n,event_number:r}){return e.sealed.filter(e=>e.field===t).length<2?n:`${n} (${L.stepOf(B(r))})`}(t,n))}</li>`)}</ul>
  </section>`:T}(e,t)}
      </section>
    </div>
  `}(e,n):e.notice?T:S`<p class="empty">${L.choose}</p>`}
    </section>
  </main>`}(this.#t,!this.#e.may(`see_queue`)):e===`phone`?(t=this.#n,n=this.#t.terms,S`<main class="phone">
    <p class="notice" role="alert" ?hidden=${!t.notice}>${t.notice}</p>
    ${t.receipt?function(e,t){let n=e.form.sms&&e.form.mobile&&e.form.identity!==`anonymous`;return S`<section class="receipt" aria-labelledby="receipt">
    <h2 id="receipt" tabindex="-1">${Z.filed}</h2>
    <p>${Z.readAloud}</p>
    ${Kn(Z.code,t.code_groups)}
    ${Kn(Z.pin,t.pin_groups)}
    <p class="soft">${Z.pinHint}</p>
    <p>${Z.due(t.agency_name,t.due_at_fa)}</p>
    ${t.line_128_fa?S`<p>${t.line_128_fa}</p>`:T}
    ${n?S`<p>${t.is_sms_on_its_way?Z.smsSent:Z.smsOff}</p>`:T}
    <div class="buttons">
      <button class="main" id="next-call" @click=${()=>function(e){e.next(),z(`#heard`)}(e)}>${Z.next}</button>
      <button @click=${()=>print()}>${Z.print}</button>
      <a class="button" href=${H(`cases`,t.tracking_code)}>${Z.see}</a>
    </div>
  </section>`}(t,t.receipt):function(e,t){return S`<form novalidate @submit=${t=>async function(e,t){e.preventDefault(),await t.file()&&z(`#receipt`)}(t,e)} @keydown=${bt}>
    <h2>${Z.title}</h2>
    <div class="phone-body">
      <div class="phone-main">
        <label class="heard" for="heard">${Z.heard}</label>
        <textarea id="heard" rows="5" maxlength="2000" dir=${e.form.text?`auto`:`rtl`} aria-describedby="heard-hint" .value=${e.form.text}
          @input=${t=>e.set(`text`,t.target.value)}></textarea>
        <p class="soft" id="heard-hint">${Z.heardHint}</p>
        ${function({heard:e}){if(!e?.line)return T;let[t,{title:n}]=[Lt(e.line.number),e.line];return S`<p class="line ${e.is_emergency?`urgent`:``}" role="alert">
    ${e.is_emergency?Z.emergency(t,n):Z.otherLine(t,n)}</p>`}(e)}
        ${function(e){let{questions:t}=e,n=!t.some(e=>e!==`consent`);return S`<div class="to-ask" role="status">
    ${e.isReading?S`<p class="soft">${Z.reading}</p>`:T}
    ${e.heard&&!e.heard.is_understood?S`<p>${Z.notUnderstood}</p>`:T}
    ${n&&t.length?S`<p>${Z.allKnown}</p>`:t.length?S`<p><b>${Z.toAsk}</b></p><ul>${t.map(e=>S`<li>${Z.questions[e]}</li>`)}</ul>`:T}
  </div>`}(e)}
        <fieldset class="fields"><legend>${Z.matter}</legend>${function(e,t){let{form:n}=e,r=(t?.provinces??[]).map(({name:e})=>({id:e,title:e})),i=t?.provinces.find(({name:e})=>e===n.province)?.cities??[];return S`
    ${qn(e,`kind`,Z.kind,t?.kinds??[])}
    ${qn(e,`agency_id`,Z.agency,[{id:``,title:Z.chooseAgency},{id:`-`,title:Z.agencyUnknown},...t?.agencies??[]])}
    ${n.kind===`praise`?T:qn(e,`indicator`,Z.indicator,[{id:``,title:Z.noIndicator},...t?.indicators??[]])}
    ${qn(e,`province`,Z.province,[{id:``,title:Z.noProvince},...r])}
    <label class=${e.filled.has(`city`)?`filled`:``}>${Z.city}
      <input list="cities" maxlength="64" autocomplete="off" .value=${n.city} ?disabled=${!n.province}
        @input=${t=>e.set(`city`,t.target.value)}></label>
    <datalist id="cities">${i.map(e=>S`<option value=${e}></option>`)}</datalist>
    ${e.filled.size?S`<p class="soft wide filled-hint">${Z.filledIn}</p>`:T}
  `}(e,t)}</fieldset>
        ${function(e){let t=e.heard?.service;return t?e.form.service_id===t.id?S`<p class="guess">${Z.service}: <b>${t.title}</b>
      <button type="button" class="small" @click=${()=>e.set(`service_id`,``)}>${Z.drop}</button></p>`:S`<p class="guess">${Z.guess(t.title,t.agency.title)}
    <button type="button" class="small" @click=${()=>e.takeGuess()}>${Z.takeGuess}</button></p>`:T}(e)}
        ${function(e){let{cases:t,outages:n}=e.heard?.similar??{cases:[],outages:[]};if(!t.length&&!n.length)return T;let r=[...n.map(e=>[e.offer,Z.outageIs(e.agency_name,e.since_fa,e.expected_end_fa??Z.endUnknown,e.source)]),...t.map(e=>[e.offer,Z.caseIs(e.indicator_fa,B(e.people),e.since_fa,e.status_fa)])];return S`<fieldset class="similar"><legend>${Z.similar}</legend>
    ${[...r,[``,Z.alone]].map(([t,n])=>S`<label class="check"><input type="radio" name="follow" .checked=${e.form.follow===t}
      @change=${()=>e.set(`follow`,t)}>${n}</label>`)}
  </fieldset>`}(e)}
      </div>
      <div class="phone-side">${function(e,t){let{form:n}=e,r=n.identity!==`anonymous`;return S`
    <fieldset class="fields"><legend>${Z.caller}</legend>
      ${Wn(e,`relation`,Z.relation,Object.entries(Z.relations))}
      ${n.relation===`self`?T:Q(e,`caller_name`,Z.callerName,{maxlength:100})}
      ${Wn(e,`identity`,Z.identity,(t?.identities??[]).map(({id:e,title:t})=>[e,t]))}
      ${r?S`${Q(e,`name`,Z.name,{maxlength:100})}
            ${Q(e,`mobile`,Z.mobile,{maxlength:20,isNumber:!0,hint:Z.mobileHint})}
            ${Q(e,`national_id`,Z.nationalId,{maxlength:14,isNumber:!0})}
            ${n.mobile?Gn(e,`sms`,Z.sms):T}`:T}
    </fieldset>
    <fieldset class="fields"><legend>${Z.summary}</legend>
      <blockquote class="wide" dir="auto">${e.summary}</blockquote>
      ${Wn(e,`consent`,Z.consent,Object.entries(Z.consents))}
      ${Q(e,`statement`,Z.statement,{maxlength:500})}
      ${Gn(e,`isAgreed`,Z.isAgreed)}
    </fieldset>
  `}(e,t)} ${function(e){let{needs:t}=e;return S`<div class="phone-end">
    ${e.isTried&&t.length?S`<div class="notice" role="alert"><p>${Z.missing}</p><ul>${t.map(e=>S`<li>${Z.needs[e]}</li>`)}</ul></div>`:T}
    <button class="main wide" ?disabled=${e.isFiling}>${e.isFiling?Z.filing:Z.file}</button>
  </div>`}(e)}</div>
    </div>
  </form>`}(t,n)}
  </main>`):e===`upkeep`?(c=this.#r,S`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!c.notice}>${c.notice}</p>
    <p class="done" role="status" ?hidden=${!c.done}>${c.done}</p>
    ${c.dead?function(e,{kinds:t,jobs:n}){return S`<section class="panel" aria-labelledby="dead-title">
    <h2 id="dead-title">${`کارهای مانده`}</h2>
    ${n.length?S`<p class="soft">${`این کارها چند بار تلاش شد و نشد. سبب را برطرف کنید، سپس دوباره به کار بیندازید.`}</p>`:S`<p class="soft">${`هیچ کاری نمانده است.`}</p>`}
    <div class="chips">${t.map(({kind:t,kind_fa:n,count:r})=>S`<button @click=${()=>{e.retryKind(t)}}>${((e,t)=>`دوباره: ${e} (${t})`)(n,B(r))}</button>`)}</div>
    ${n.length?S`<div class="scroll" tabindex="0" role="region" aria-label=${`جدول کارهای مانده`}><table>
          <thead><tr><th scope="col">${`کار`}</th><th scope="col">${`پرونده`}</th><th scope="col">${`تلاش‌ها`}</th><th scope="col">${`کنار گذاشته شد`}</th><th scope="col">${`آخرین خطا`}</th><td></td></tr></thead>
          <tbody>${n.map(t=>{return S`<tr>
            <td>${t.kind_fa}</td>
            <td>${t.tracking_code?S`<a href=${H(`cases`,t.tracking_code)} dir="ltr">${t.tracking_code}</a>`:T}</td>
            <td>${B(t.attempts)}</td><td>${t.died_at_fa}</td><td class="error"><bdi>${t.last_error}</bdi></td>
            <td><button class="small" aria-label=${n=B(t.id),`کار ${n} دوباره`} @click=${()=>{e.retry(t.id)}}>${`دوباره`}</button></td></tr>`;var n})}</tbody>
        </table></div>`:T}
  </section>`}(c,c.dead):T}
    ${c.dead?.sms?(u=c.dead.sms,S`<section class="panel" aria-labelledby="sms-title">
    <h2 id="sms-title">${`پیامک`} <span class="soft"><bdi>${u.provider_fa}</bdi></span></h2>
    ${u.trouble_fa?S`<p class="notice"><bdi>${u.trouble_fa}</bdi>${u.trouble_since_fa?S` · ${`از`} ${u.trouble_since_fa}`:T}</p>`:T}
    ${u.credit_fa?S`<p class=${u.is_credit_low?`notice`:``}>${`اعتبار`}: <bdi>${u.credit_fa}</bdi>${u.is_credit_low?S` · ${`کم است؛ حساب را شارژ کنید تا پیامک‌ها نمانند.`}`:T}</p>`:T}
    <p>${`در هفت روز گذشته`}: ${l=B(u.delivered),`${l} رسیده`}، ${(e=>`${e} نرسیده`)(B(u.undelivered))}، ${(e=>`${e} در راه`)(B(u.open))}</p>
  </section>`):T}
    ${c.closures?function(e,t){return S`<section class="panel" aria-labelledby="closures-title">
    <h2 id="closures-title">${`تعطیلی‌های ناگهانی`}</h2>
    <p class="soft">${t.length?`مهلت پرونده‌های باز با هر تعطیلی جابه‌جا می‌شود و به شهروندان خبر داده می‌شود.`:`تعطیلی‌ای ثبت نشده است.`}</p>
    ${t.length?S`<ul class="closures">${t.map(t=>{return S`<li>
          <p><b>${t.province}</b> · ${t.reason_fa} ${t.is_over?S`<span class="badge">${`گذشته`}</span>`:T}</p>
          <p>${`از`} ${t.begins_fa} ${`تا`} ${t.ends_fa}</p><p class="soft"><bdi>${t.source}</bdi></p>
          <button class="small" aria-label=${n=t.province,`لغو تعطیلی ${n}`} @click=${()=>{e.end(t.id)}}>${`لغو`}</button></li>`;var n})}</ul>`:T}
    ${function(e){return S`<form class="fields" aria-label=${pr} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=Object.fromEntries([...new FormData(n)].map(([e,t])=>[e,G(`${t}`).trim()]));await t.close(r)&&n.reset()}(t,e)}>
    <label>${`استان`}<input name="province" list="closure-provinces" required maxlength="64" autocomplete="off" value=${dr}></label>
    <datalist id="closure-provinces"><option value=${dr}></option>${e.provinces.map(e=>S`<option value=${e}></option>`)}</datalist>
    <label>${`دلیل`}<select name="reason">${Object.entries(fr).map(([e,t])=>S`<option value=${e}>${t}</option>`)}</select></label>
    <label>${`از`}<input name="begins" required dir="ltr" maxlength="16" autocomplete="off" aria-describedby="day-hint"></label>
    <label>${`تا`}<input name="ends" required dir="ltr" maxlength="16" autocomplete="off" aria-describedby="day-hint"></label>
    <p class="soft wide" id="day-hint">${`روز شمسی مانند ⁦۱۴۰۵/۱۰/۱۲⁩، «۱۲ دی» یا «فردا»، یا با ساعت: ⁦۱۴۰۵/۱۰/۱۲ ۱۱:۰۰⁩. روزِ تنها تا پایانش به شمار می‌آید.`}</p>
    <label class="wide">${`چه کسی اعلام کرده است؟ (بهتر است نشانی صفحه باشد)`}<input name="source" required minlength="3" maxlength="500" autocomplete="off"></label>
    <button class="main">${pr}</button>
  </form>`}(e)}
  </section>`}(c,c.closures):T}
  </main>`):e===`outages`?(s=this.#i,S`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!s.notice}>${s.notice}</p>
    <p class="done" role="status" ?hidden=${!s.done}>${s.done}</p>
    ${function(e){let{suspected:t}=e;return S`<section class="panel" aria-labelledby="suspected-title">
    <h2 id="suspected-title">${`شاید قطع باشد`}</h2>
    <p class="soft">${t.length?`از این‌ها خیلی بیشتر از معمول همین ساعت گزارش خرابی رسیده است. هر نفر یک بار شمرده می‌شود. تا تأیید نکنید، به شهروندان چیزی گفته نمی‌شود.`:`بیشتر از معمول گزارشی نرسیده است.`}</p>
    ${t.length?S`<ul class="closures">${t.map(t=>function(e,t){let n=[t.what_fa,t.province].filter(Boolean).join(` · `);return S`<li class="suspicion">
    <p><b>${t.agency_name}</b> · ${n}</p>
    <p>${c=B(t.people),l=B(t.from_cases),`${c} نفر (${l} نفر با پرونده، بقیه در گفت‌وگو)`} · ${`از`} ${t.since_fa} · ${`آخرین گزارش`}: ${t.last_fa}</p>
    <p>${o=X(t.usual_per_hour),s=X(t.observed_per_hour),`معمول این ساعت: ${o} نفر در ساعت · حالا: ${s} نفر در ساعت`}</p>
    ${In(`خدمت`,t.services)}${In(`استان`,t.provinces)}
    <p class="soft">${i=X(t.score),a=X(t.threshold),`شدت شواهد ${i} (از ${a} به بالا خبر می‌دهد)`}</p>
    <p class="row"><button class="small" aria-label=${r=t.agency_name,`بررسی و تأیید قطعی ${r}`} @click=${()=>function(e,t){e.look(t),z(`[name=source]`)}(e,t)}>${`بررسی و تأیید`}</button>
      <button class="small" aria-label=${jn(t.agency_name)} aria-expanded=${e.dismissed===t.id}
        @click=${()=>function(e,t){e.askWhy(e.dismissed===t?void 0:t),e.dismissed&&z(`[name=reason]`)}(e,t.id)}>${`قطعی نیست`}</button></p>
    ${e.dismissed===t.id?function(e,t){return S`<form class="fields" aria-label=${jn(t.agency_name)} @submit=${n=>function(e,t,n){e.preventDefault();let r=new FormData(e.target);t.dismiss(n,`${r.get(`reason`)}`.trim(),Number(r.get(`hours`)))}(n,e,t.id)}>
    <label class="wide">${`چرا قطعی نیست؟`}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label>${`تا چند ساعت دربارهٔ این دستگاه خبر ندهد`}<select name="hours">${Fn.map(e=>S`<option value=${e} .selected=${e===6}>${(e=>`${e} ساعت`)(B(e))}</option>`)}</select></label>
    <p class="row wide"><button class="main">${`ثبت`}</button>
      <button type="button" @click=${()=>e.askWhy(void 0)}>${`انصراف`}</button></p>
  </form>`}(e,t):T}</li>`;var r,i,a,o,s,c,l}(e,t))}</ul>`:T}
  </section>`}(s)}
    ${s.outages?function(e,t){return S`<section class="panel" aria-labelledby="outages-title">
    <h2 id="outages-title">${`قطعی‌های تأییدشده`}</h2>
    <p class="soft">${t.length?`شهروندی که از این قطعی می‌گوید، از آن آگاه می‌شود و می‌تواند پیگیری‌اش کند.`:`قطعی‌ای تأیید نشده است.`}</p>
    ${t.length?S`<ul class="closures">${t.map(t=>function(e,t){let n=[t.what_fa,t.province].filter(Boolean).join(` · `),r=[t.people_counted?(i=B(t.people_counted),`دست‌کم ${i} نفر گزارش داده‌اند`):``,t.followers>1?Mn(B(t.followers)):``,t.asked?`پیگیری شده از: ${t.asked}`:``].filter(Boolean);var i,a,o;return S`<li>
    <p><b>${t.agency_name}</b> · ${n} <span class="badge">${t.is_told?`به شهروندان گفته می‌شود`:`گفته نمی‌شود: آغاز نشده یا زمانش گذشته است`}</span></p>
    <p>${`از`} ${t.since_fa}${t.expected_end_fa?S` · ${`پایان پیش‌بینی‌شده`}: ${t.expected_end_fa}`:T}</p>
    ${r.length?S`<p>${r.join(` · `)}</p>`:T}
    <p class="soft"><bdi>${t.source}</bdi></p>
    <p class="row">${t.alone>1||t.alone&&t.followers?S`<button class="small" aria-label=${a=t.agency_name,o=B(t.alone),`یکی کردن ${o} پروندهٔ قطعی ${a}`} @click=${()=>{e.merge(t.id)}}>${(e=>`یکی کردن ${e} پرونده`)(B(t.alone))}</button>`:T}
      <button class="small" aria-label=${(e=>`قطعی ${e} پایان یافت`)(t.agency_name)} @click=${()=>{e.end(t.id)}}>${`پایان یافت`}</button></p></li>`}(e,t))}</ul>`:T}
    ${function(e){let t=e.terms(),{looked:n}=e;return S`<form class="fields" aria-label=${Nn} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=r.has(`merges`);r.delete(`merges`);let a=[...r].map(([e,t])=>[e,G(`${t}`).trim()]),o=Object.fromEntries(a.filter(([,e])=>e));await t.add({...o,merges:i})&&n.reset()}(t,e)}>
    <label>${`دستگاه`}<select name="agency_id" required @change=${t=>e.choose(t.target.value)}>
      <option value="" .selected=${!e.agency}>${`دستگاه را برگزینید`}</option>
      ${(t?.agencies??[]).map(({id:t,title:n})=>S`<option value=${t} .selected=${t===e.agency}>${n}</option>`)}</select></label>
    <label>${`چه چیزی`}<select name="indicator">
      <option value="system_down" .selected=${n?.indicator!==`phone_ivr`}>${`سامانه`}</option>
      <option value="phone_ivr" .selected=${n?.indicator===`phone_ivr`}>${`تلفن گویا`}</option></select></label>
    <label>${`استان (خالی: سراسر کشور)`}<input name="province" list="outage-provinces" maxlength="64" autocomplete="off" .value=${n?.province??``}></label>
    <datalist id="outage-provinces">${(t?.provinces??[]).map(({name:e})=>S`<option value=${e}></option>`)}</datalist>
    <label>${`از`}<input name="began" required dir="ltr" maxlength="16" autocomplete="off" aria-describedby="outage-time" .value=${n?.began??``}></label>
    <label>${`پایان پیش‌بینی‌شده (اگر گفته شده)`}<input name="expected_end" dir="ltr" maxlength="16" autocomplete="off" aria-describedby="outage-time"></label>
    <p class="soft wide" id="outage-time">${`روز شمسی با ساعت، مانند ⁦۱۴۰۵/۰۹/۰۴ ۱۱:۰۰⁩، «۴ آذر ۱۱» یا «اکنون». بی پایان پیش‌بینی‌شده، تا سه روز گفته می‌شود.`}</p>
    <label class="wide">${`چه کسی گفته است؟ شهروندان این را می‌خوانند؛ نام و شمارهٔ کسی را ننویسید.`}<input name="source" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label class="wide">${`از چه کسی پیگیری شده است؟ (اگر شده؛ شهروندان می‌خوانند)`}<input name="asked" minlength="3" maxlength="200" autocomplete="off"></label>
    ${n?.service_id?S`<label class="check wide"><input type="checkbox" name="service_id" value=${n.service_id} checked>${r=n.service_title??``,`فقط «${r}»`}</label>`:T}
    <label class="check wide"><input type="checkbox" name="merges" checked>${`پرونده‌های همین قطعی را یکی کن`}</label>
    <button class="main">${Nn}</button>
  </form>`;var r}(e)}
  </section>`}(s,s.outages):T}
  </main>`):e===`themes`?En(this.#a):e===`periods`?function(e){let{page:t}=e;return S`<main class="room cases periods" data-open=${t?`page`:`list`}>
    <nav class="lists" aria-label=${`دوره‌ها`}><h2>${`دوره‌ها و کارنامه`}</h2><p class="soft">${`رقم‌های هر ماه و هر فصل ده روز پس از پایان آن بسته می‌شود. دستگاه ده روز برای اعتراض وقت دارد؛ پس از آن رقم‌ها قطعی می‌شود.`}</p>
      ${e.periods?.length===0?S`<p class="empty">${`هنوز رقم‌های هیچ دوره‌ای بسته نشده است.`}</p>`:T}
      ${(e.periods??[]).map(e=>function(e,t){return S`<a class="entry" href=${H(`periods`,e.period)} data-period=${e.period} aria-current=${e.period===t?`true`:`false`}>
    <span class="entry-top"><b>${e.title_fa}</b>${e.undecided?S`<span class="badge late">${n=B(e.undecided),`${n} اعتراض بی‌پاسخ`}</span>`:T}</span>
    <span class="soft">${e.state_fa}</span></a>`;var n}(e,t?.period))}</nav>
    <section class="case">
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
      ${t?function(e,t){let n=t.state===`provisional`;return S`<p><a class="back" href=${H(`periods`)}>${`بازگشت به دوره‌ها`}</a></p>
    <header class="case-head"><h2 id="period-title" tabindex="-1">${t.title_fa}</h2><span class="state">${t.state_fa}</span></header>
    <div><p>${t.state===`open`?(i=t.as_of_fa,`رقم‌های این دوره در ${i} بسته می‌شود.`):n?(e=>`رقم‌ها وضعیت ${e} را نشان می‌دهد و دیگر عوض نمی‌شود، مگر با پذیرفتن اعتراض.`)(t.as_of_fa):(e=>`رقم‌ها وضعیت ${e} را نشان می‌دهد و دیگر عوض نمی‌شود.`)(t.as_of_fa)}</p>
      ${n&&t.objection_until_fa?S`<p>${(e=>`دستگاه‌ها تا ${e} می‌توانند اعتراض کنند.`)(t.objection_until_fa)}</p>`:T}
      ${t.left_out?S`<p>${r=B(t.left_out),`${r} پرونده با پذیرفتن اعتراض از رقم‌های قطعی کنار می‌رود.`}</p>`:T}</div>
    ${e.figures?function(e,t){return S`<section class="panel" aria-labelledby="figures-title">
    <header class="panel-head"><h3 id="figures-title">${`کارنامه`}${t.agency_name?S` <span class="soft">${t.agency_name}</span>`:T}</h3>
      ${t.agencies.length?S`<label class="scope"><span class="unseen">${`دستگاه`}</span><select @change=${t=>function(e,t){let n=t.target.value;location.hash=`${H(`periods`,e)}${n?`?agency_id=${encodeURIComponent(n)}`:``}`}(e.period,t)}>
        <option value="" .selected=${!t.agency_id}>${`دستگاه را برگزینید`}</option>
        ${t.agencies.map(({id:e,title:n})=>S`<option value=${e} .selected=${e===t.agency_id}>${n}</option>`)}</select></label>`:T}</header>
    ${t.figures.length?S`${r=t.figures,S`<table class="stacked"><thead><tr><th scope="col">${`رقم`}</th><th scope="col">${Rt}</th><th scope="col">${zt}</th>
      <th scope="col">${Bt}</th><th scope="col">${Vt}</th></tr></thead>
    <tbody>${r.map(e=>{return S`<tr><th scope="row">${e.name_fa}<span class="soft">${t=e.of_fa,`میان ${t}`}</span></th>
      ${e.value_fa?S`<td data-label=${Rt}><b>${e.value_fa}</b> <span class="soft">${e.between_fa}</span></td><td data-label=${zt}>${e.expected_fa??`—`}</td>
          <td data-label=${Bt}>${function(e){if(e===`too_few`)return T;let t={better:C`<path d="M0-7 7 6H-7Z"></path>`,worse:C`<path d="M0 7 7-6H-7Z"></path>`,as_expected:C`<circle r="5"></circle>`}[e];return S`<svg class=${`sign ${e}`} viewBox="-8 -8 16 16" aria-hidden="true">${t}</svg>`}(e.band)} ${e.band_fa}</td><td data-label=${Vt}>${B(e.n??0)}</td>`:S`<td class="soft" colspan="3">${`برای داوری کم است`}</td><td data-label=${Vt} class="soft">${e.n===void 0?`کمتر از ۱۰`:B(e.n)}</td>`}</tr>`;var t})}</tbody></table>`}
        <p class=${t.may_pay?``:`soft`}>${t.may_pay?`نظرها برای پرداخت بر پایهٔ عملکرد بس است (دست‌کم ۱۰۰ نظر).`:`نظرها کمتر از ۱۰۰ است و پایهٔ پرداخت نمی‌شود.`}</p>
        <p class="soft">${`«مورد انتظار» رقمی است که همهٔ دستگاه‌ها در همین دوره با همین نوع کارها دارند. بازه می‌گوید رقم واقعی با اطمینان ۹۵٪ کجاست؛ هرچه نفر کمتر، بازه بازتر.`} <a href="/scoreboard/method">${`روش محاسبه`}</a>، ${n=Lt(t.method_version),`نسخهٔ ${n}`}.</p>`:S`<p class="soft">${`برای دیدن رقم‌ها دستگاهی را برگزینید.`}</p>`}
  </section>`;var n,r}(t,e.figures):T}
    ${function(e,t){let n=t?e.filter(({agency_id:e})=>e===t):e.filter(({is_flagged:e})=>e);return S`<section class="panel" aria-labelledby="lot-title"><h3 id="lot-title">${`گفتهٔ شهروندان در تماس قرعه`}</h3><p class="soft">${`هر روز چند پرونده به قرعه برگزیده می‌شود و از خود شهروند می‌پرسیم که مشکل حل شد یا نه.`}</p>
    ${n.map(e=>dn(e,t===void 0))}
    ${n.length?T:S`<p>${t?`در این دوره هنوز کسی به قرعه برگزیده نشده است.`:Ht}</p>`}</section>`}(e.gaps,e.figures?.agency_id)}
    ${function(e){return S`<section class="panel signals" aria-labelledby="signals-title"><h3 id="signals-title">${`نشانه‌ها`}</h3><p class="soft">${`این‌ها در کار دستگاه بیشتر از دستگاه‌های دیگر دیده شده و بهتر است کسی نگاهی به آن بیندازد. نشانه اتهام نیست: هیچ رقمی را عوض نمی‌کند و از دلیل هم چیزی نمی‌گوید.`}</p>
    ${e.signalsNotice?function(e){return S`<div class="notice row" role="alert"><span>${`نشانه‌ها خوانده نشد.`} ${e.signalsNotice}</span>
    <button class="small" @click=${()=>{e.readSignals()}}>${`دوباره بخوان`}</button></div>`}(e):e.signals?function(e,{flags:t,objection_until_fa:n}){let r=e.figures?.agency_id,i=r?t.filter(({agency_id:e})=>e===r):t,a=e.mayObject;return i.length?S`${[...cn(i).values()].map(t=>function({page:e,figures:t},n,r){let[{agency_id:i,agency_name:a}]=n,o=`${H(`periods`,e?.period)}?agency_id=${encodeURIComponent(i)}`;return S`<div class="gap" data-agency=${i}>${r?S`<p class="row">${t?S`<a href=${o}><b>${a}</b></a>`:S`<b>${a}</b>`} <span class="badge settled">${s=B(n.length),`${s} نشانه`}</span></p>`:T}
    <ul>${n.map(ln)}</ul></div>`;var s}(e,t,r===void 0&&!a))}
    <p class="soft">${n?S`${a?(e=>`اگر دلیل دیگری می‌دانید، تا ${e} در «اعتراض‌ها» بنویسید.`)(n):(e=>`دستگاه تا ${e} می‌تواند توضیح بدهد یا اعتراض کند.`)(n)} `:T}${a?`این نشانه‌ها را همکاران شما در این دستگاه و سرپرست، بازرس، ویراستار و ناظر سامانه می‌بینند. دستگاه‌های دیگر نمی‌بینند و در تابلوی همگانی هم نمی‌آید.`:`سرپرست، بازرس، ویراستار و ناظر نشانه‌های همهٔ دستگاه‌ها را می‌بینند و کارشناس هر دستگاه فقط نشانه‌های دستگاه خودش را. در تابلوی همگانی نمی‌آید.`}</p>`:S`<p>${a?`در این دوره نشانه‌ای از دستگاه شما دیده نشد.`:r?`در این دوره نشانه‌ای از این دستگاه دیده نشد.`:`در این دوره نشانه‌ای دیده نشد.`}</p><p class="soft">${`نشانه وقتی پیدا می‌شود که دست‌کم ۱۱ دستگاه و در دستگاه دست‌کم ۱۰ نفر برای سنجیدن باشد.`}</p>`}(e,e.signals):S`<p class="soft" role="status">${`در حال خواندن نشانه‌ها…`}</p>`}</section>`}(e)}
    ${t.state===`open`?T:function(e,t){return S`<section class="panel" aria-labelledby="objections-title"><h3 id="objections-title">${`اعتراض‌ها`}</h3>
    ${t.objections.length?S`<ul class="closures">${t.objections.map(t=>function(e,t){let n=!t.decision&&e.page?.state===`provisional`;return S`<li data-objection=${t.number}>
    <p><b>${t.agency_name}</b> · ${t.cases?(e=>`به ${e} پرونده`)(B(t.cases)):`به همهٔ رقم‌ها`} · <time>${t.at_fa}</time>
      <span class=${t.decision?`badge settled`:`badge`}>${t.decision_fa??`در انتظار تصمیم`}</span></p>
    <p class="words" dir="auto">${t.words}</p>
    ${t.codes.length?S`<p class="soft">${t.codes.map(e=>S`<a class="code" dir="ltr" href=${H(`cases`,e)}>${e}</a> `)}</p>`:T}
    ${t.decision_words?S`<p class="words" dir="auto"><span class="soft">${Wt}:</span> ${t.decision_words}</p>`:T}
    ${n&&e.mayObject?S`<p class="row"><button class="small" @click=${()=>{e.takeBack(t.number)}}>${`پس گرفتن اعتراض`}</button></p>`:T}
    ${n&&e.mayDecide?function(e,t){return e.asked===t.number?S`<form class="fields" aria-label=${Ut} @submit=${n=>function(e,t,n){e.preventDefault();let r=`${new FormData(e.target).get(`words`)??``}`.trim(),i=e.submitter?.value;i&&t.decide(n,i===`true`,r)}(n,e,t.number)}>
    <p class="soft wide" id="decide-hint">${`دستگاه این متن را می‌خواند. پذیرفتن، پرونده‌های نام‌برده را از رقم‌های قطعی کنار می‌گذارد.`}</p>
    <label class="wide">${Wt}<textarea name="words" rows="3" required minlength="3" maxlength="2000" aria-describedby="decide-hint"></textarea></label>
    <p class="buttons wide"><button class="main" name="is_upheld" value="true">${`می‌پذیرم`}</button><button name="is_upheld" value="false">${`نمی‌پذیرم`}</button></p></form>`:S`<p class="row"><button class="small" @click=${()=>function(e,t){e.ask(t),z(`.periods form [name=words]`)}(e,t.number)}>${Ut}</button></p>`}(e,t):T}</li>`}(e,t))}</ul>`:S`<p class="soft">${`اعتراضی ثبت نشده است.`}</p>`}
    ${t.may_object&&e.mayObject?function(e){return S`<form class="fields" aria-label=${`ثبت اعتراض`} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=G(`${r.get(`codes`)??``}`).toUpperCase().split(/[\s,،؛]+/).filter(Boolean);await t.objectTo(`${r.get(`words`)??``}`.trim(),i)&&n.reset()}(t,e)}>
    <p class="soft wide" id="object-hint">${`بنویسید کدام رقم نادرست است و چرا. اگر اعتراض پذیرفته شود، پرونده‌هایی که نام می‌برید در رقم‌های قطعی شمرده نمی‌شود. نام و شمارهٔ کسی را ننویسید.`}</p>
    <label class="wide">${`دلیل اعتراض`}<textarea name="words" rows="4" required minlength="3" maxlength="2000" aria-describedby="object-hint"></textarea></label>
    <label class="wide">${`کد پرونده‌ها (اگر اعتراض به همهٔ رقم‌ها نیست)`}<textarea name="codes" rows="2" dir="ltr" maxlength="8000" autocomplete="off" aria-describedby="codes-hint"></textarea></label>
    <p class="soft wide" id="codes-hint">${`کدها را با فاصله یا در خط‌های جدا بنویسید.`}</p>
    <button class="main">${`ثبت اعتراض`}</button></form>`}(e):T}</section>`}(e,t)}
    ${e.mayExport&&t.state!==`open`?function({period:e},t){let n=t=>`/api/v1/desk/periods/${e}/export.${t}`,r=Gt;return S`<section class="panel" aria-labelledby="export-title"><h3 id="export-title">${`فایل امضاشده`}</h3><p class="soft">${`همین رقم‌ها برای همهٔ دستگاه‌ها، با امضای سامانه. ذخیره کردن آن در دفتر میز ثبت می‌شود.`}</p>
    <p class="buttons"><a class="button" href=${n(`zip`)} download>${`همه با امضا (ZIP)`}</a><a class="button" href=${n(`csv`)} download>${`جدول (CSV)`}</a>
      <a class="button" href=${n(`json`)} download>${`داده (JSON)`}</a></p>
    <details><summary>${`چگونه درستی فایل را بسنجیم؟`}</summary><ol class="verify">
      <li>${r.program} <a href="/api/v1/desk/periods/verify_export.py" download>${`برنامهٔ سنجش (verify_export.py)`}</a></li>
      <li>${r.key} <a href="/api/v1/ledger/roots">${`کلید عمومی و ریشه‌ها`}</a></li>
      <li>${r.run}<pre class="code" dir="ltr" tabindex="0">python verify_export.py figures-${e}.zip --key KEY</pre></li></ol>
      ${t?.root_hash?S`<p class="soft">${i=t.root_day_fa??``,`رقم‌ها بر ریشهٔ دفتر در روز ${i} استوار است:`} <code class="code hash" dir="ltr">${t.root_hash}</code></p>`:T}</details></section>`;var i}(t,e.figures):T}
    <details class="panel" ?hidden=${!t.entries.length}><summary>${`روند دوره`}</summary>
      <ol class="timeline">${t.entries.map(e=>S`<li class="step"><p><b>${e.title_fa}</b></p><p class="soft"><time>${e.at_fa}</time></p></li>`)}</ol></details>`;var r,i}(e,t):e.notice?T:S`<p class="empty">${`یک دوره را برگزینید.`}</p>`}
    </section>
  </main>`}(this.#o):e===`calls`?function(e,t){let{call:n,progress:r}=e;return S`<main class="upkeep calls">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    <section class="panel" aria-labelledby="calls-title"><header class="panel-head"><h2 id="calls-title">${W.title}</h2>${r?function({said:e,declined:t,not_reached:n,waiting:r}){let i=[[W.said,e],[W.declined,t],[W.notReached,n],[W.waiting,r]];return S`<dl class="counts" aria-label=${W.progress}>${i.map(([e,t])=>S`<div><dt>${e}</dt><dd>${B(t)}</dd></div>`)}</dl>`}(r):T}</header>
      <p class="soft">${W.hint}</p></section>
    ${n?function(e,t){let{page:n}=e;return S`<section class="panel call" aria-labelledby="call-title" data-code=${t.tracking_code}>
    <h2 id="call-title" tabindex="-1">${W.call} <a class="code" dir="ltr" href=${H(`cases`,t.tracking_code)}>${t.tracking_code}</a></h2>
    <div class="call-body"><div class="call-part">
        <dl class="pairs">${function({page:e},t){return[[W.agency,t.agency_name],...e?[[W.kind,e.kind_fa],[W.filed,e.created_at_fa]]:[],[W.drawn,t.drawn_fa],[W.until,t.until_fa],[W.tries,t.tries?W.times(B(t.tries)):W.never]]}(e,t).map(([e,t])=>S`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
        ${n?S`<div><h3>${W.matter}</h3><p class="words" dir="auto">${n.description}</p></div>${function(e,t){return e.number?S`<div><h3>${W.number}</h3><p class="number"><a href=${`tel:${e.number}`} dir="ltr">${Lt(e.number)}</a></p></div>`:e.mobile?S`<form class="why" aria-label=${W.number} @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`reason`)??``}`.trim();n&&t.reveal(n).then(e=>e?z(`.number a`):void 0)}(t,e)}>
    <p class="soft" id="number-hint">${W.hidden}</p>
    <label>${W.why}<textarea name="reason" rows="2" required minlength="8" maxlength="200" autocomplete="off" aria-describedby="number-hint"
      .value=${W.reason(t.agency_name).slice(0,200)}></textarea></label>
    <div class="buttons"><button class="main">${W.show}</button></div></form>`:S`<p class="soft">${W.noNumber}</p>`}(e,t)}`:T}
      </div><div class="call-part">
        <div><h3>${W.script}</h3><ol class="script">${W.steps.map(e=>S`<li>${e}</li>`)}</ol><p class="soft">${W.rules}</p></div>
        ${n?function(e){return S`<form class="outcome" aria-label=${W.outcome} @submit=${t=>function(e,t){e.preventDefault();let n=e.target,r=new FormData(n).get(`outcome`);r&&pn(t.note(r),n)}(t,e)}>
    <fieldset aria-describedby="once-hint"><legend>${W.outcome}</legend>
      ${Object.entries(W.outcomes).map(([e,t])=>S`<label class="check"><input type="radio" name="outcome" value=${e} required>${t}</label>`)}</fieldset>
    <p class="soft" id="once-hint">${W.onceHint}</p>
    <div class="buttons"><button class="main">${W.keep}</button><button type="button" @click=${t=>{pn(e.postpone(),t.target.form)}}>${W.later}</button></div></form>`}(e):T}
      </div></div>
  </section>`}(e,n):e.calls?S`<p class="empty">${W.empty}</p>`:e.notice?T:S`<p class="soft" role="status">${W.loading}</p>`}
    ${t&&r?function({gaps:e},{month_fa:t}){let n=e.filter(({is_flagged:e})=>e);return S`<section class="panel" aria-labelledby="gaps-title"><h3 id="gaps-title">${W.gaps(t)}</h3><p class="soft">${W.gapsHint}</p>
    ${n.length?n.map(e=>dn(e,!0)):S`<p>${Ht}</p>`}</section>`}(e,r):T}
  </main>`}(this.#s,this.#e.may(`see_insight`)):e===`record`?(a=this.#c,o=this.#e.may(`read_cases`),S`<main class="upkeep record">
    <p class="notice" role="alert" ?hidden=${!a.notice}>${a.notice}</p>
    <section class="panel" aria-labelledby="record-title">
      <h2 id="record-title">${`دفتر میز`}</h2>
      <p class="soft">${`هر کار و هر نگاه به اطلاعات شخصی در میز این‌جاست. خواندن این دفتر هم ثبت می‌شود.`}</p>
      ${a.terms?function(e,{people:t,actions:n}){return S`<form class="fields" aria-labelledby="record-title" @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),r=e=>G(`${n.get(e)??``}`).trim();t.show({account_id:r(`account_id`),action:r(`action`),day:r(`day`)})}(t,e)}>
    <label>${Jn}<select name="account_id"><option value="">${`همه`}</option>
      ${t.map(({id:e,title:t})=>S`<option value=${e}>${t}</option>`)}</select></label>
    <label>${Yn}<select name="action"><option value="">${`هر کاری`}</option>
      ${n.map(({id:e,title:t})=>S`<option value=${e}>${t}</option>`)}</select></label>
    <div><label>${`روز`}<input name="day" dir="ltr" maxlength="10" autocomplete="off" aria-describedby="record-day-hint"></label>
      <p class="soft" id="record-day-hint">${`روز شمسی مانند ⁦۱۴۰۵/۰۹/۰۷⁩ یا «دیروز»؛ خالی یعنی همهٔ روزها.`}</p></div>
    <button class="main">${`نشان بده`}</button>
  </form>`}(a,a.terms):T}
      ${a.entries?function(e,t,n){return t.length?S`<div class="scroll" tabindex="0" role="region" aria-label=${`نوشته‌های دفتر`}><table>
      <thead><tr><th scope="col">${`کی`}</th><th scope="col">${Jn}</th><th scope="col">${Yn}</th><th scope="col">${`دربارهٔ`}</th></tr></thead>
      <tbody>${t.map(e=>S`<tr data-action=${e.action}>
        <td>${e.at_fa}</td><td>${e.who_fa}</td><td>${e.action_fa}</td><td>${function({tracking_code:e,conversation_id:t,details:n},r){let i=e&&r?S`<a href=${H(`cases`,e)} dir="ltr">${e}</a>`:S`<bdi>${e}</bdi>`;return S`${e?S`<p>${`پرونده`}: ${i}</p>`:T}
    ${t?S`<p>${`گفت‌وگو`}: <bdi>${t}</bdi></p>`:T}
    ${n.map(({title_fa:e,text:t})=>S`<p>${e}: <bdi>${t}</bdi></p>`)}`}(e,n)}</td></tr>`)}</tbody>
    </table></div>
    ${e.next?S`<p><button @click=${()=>{e.more()}}>${`پیش‌تر`}</button></p>`:T}`:S`<p class="soft" role="status">${`نوشته‌ای با این ویژگی‌ها نیست.`}</p>`}(a,a.entries,o):T}
    </section>
  </main>`):e===`situation`?function(e,t,n){let{found:r}=e;return S`<main class="situation">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    ${function(e,t,n){let{found:r}=e,i=e.agency?`?agency_id=${encodeURIComponent(e.agency)}`:``;return S`<header class="situation-head">
    <h2>${K.title}${r?.agency_name?S` <span class="soft">${r.agency_name}</span>`:T}</h2>
    ${r?S`<p class="soft updated">${K.updated(r.at_fa)}</p>`:T}
    ${n.isClerk?T:S`<label class="scope"><span class="unseen">${K.scope}</span><select @change=${e=>{t=e.target.value,location.hash=H(`situation`,t||void 0);return;var t}}>
      <option value="" .selected=${!e.agency}>${K.all}</option>
      ${(t?.agencies??[]).map(({id:t,title:n})=>S`<option value=${t} .selected=${t===e.agency}>${n}</option>`)}</select></label>`}
    <a class="button" href=${tn(e.agency??r?.agency_id)}>${r?.agency_id?K.report:K.reports}</a>
    <a class="button" href=${`/api/v1/desk/situation.csv${i}`} download>${K.save}</a>
  </header>`}(e,t,n)}
    ${r?function(e,t,n){return S`${function(e,t,n){let{now:r,clocks:i,queue:a}=t,o=t.moved.find(({window:e})=>e===`day`),s=t=>({agency_id:e.agency,...t});return S`<ul class="tiles">
    <li class=${r.late?`tile urgent`:`tile`}><h3>${K.late}</h3><p class="figure">${J(n,s({overdue:!0}),B(r.late))}</p>
      <p class="soft">${K.lateHint}</p>
      ${o?S`<p>${J(n,s({breached:!0,within_h:24}),K.breached(B(o.breached)))}</p>`:T}</li>
    <li class=${i.within_3h?`tile near`:`tile`}><h3>${K.soon}</h3><p class="figure">${J(n,s({due_in_h:3}),B(i.within_3h))}</p>
      <p class="soft">${K.soonHint}</p>
      <dl class="clocks" aria-label=${K.clocksTitle}>${[1,24,72].map(e=>S`<div><dt>${K.clocks[`within_${e}h`]}</dt>
        <dd>${J(n,s({due_in_h:e}),B(i[`within_${e}h`]))}</dd></div>`)}</dl></li>
    <li class="tile"><h3>${K.waiting}</h3><p class="figure">${J(n,s({}),B(r.waiting))}</p>
      <p class="soft">${K.waitingHint}${t.unknown_agency?S` (${K.unknown(B(t.unknown_agency))})`:T}</p>
      ${o?S`<p class="pair">${J(n,s({moved:[`registered`],within_h:24}),K.filed(B(o.filed)))}
        ${J(n,s({moved:[`answered`],within_h:24}),K.answered(B(o.answered)))}</p>`:T}</li>
    ${a?S`<li class="tile"><h3>${K.queue}</h3><p class="figure">${n.seeQueue?S`<a href=${H(`talks`)}>${B(a.waiting)}</a>`:S`<span>${B(a.waiting)}</span>`}</p>
      <p class="soft">${K.queueHint}</p>
      <p class="pair">${a.longest_s===void 0?T:S`<span>${K.longest(gt(a.longest_s))}</span>`}
        <span>${a.median_s===void 0?K.nobodyWaited:K.median(gt(a.median_s))}</span></p></li>`:T}
  </ul>`}(e,t,n)}
    <div class="situation-grid">
      <section class="panel-map" aria-labelledby="map-title"><h3 id="map-title">${K.map}</h3>
        ${Jt(e,t.provinces,n.readCases)}
        <p class="soft">${K.mapHint} <span class="on-keys">${K.mapKeys}</span></p>
        ${r=K.province,i=t.provinces,a=K.asTable,o=t=>nn(e,n,{province:t.id?t.name:`-`}),S`<details class="as-table"><summary>${a}</summary>${rn(r,i,o,K.noProvince)}</details>`}
      </section>
      ${t.agencies.length||!t.agency_id?function(e,t,n){let r=t.agencies.slice(0,10),i=t.agencies.length-r.length;return S`<section class="panel-agencies" aria-labelledby="agencies-title"><h3 id="agencies-title">${K.agencies}</h3>
    ${r.length?rn(K.agency,r,t=>t.id?nn(e,n,{agency_id:t.id}):(e,t)=>S`${B(t)}`,K.noAgency,!0):S`<p class="soft">${K.nothingWaits}</p>`}
    ${i>0?S`<p class="soft">${K.moreAgencies(B(i))}</p>`:T}
    <p><a href=${tn(void 0)}>${K.reportsOfAll}</a></p></section>`}(e,t,n):T}
      ${n.readCases?function(e){return S`<section class="panel-nearest" aria-labelledby="nearest-title"><h3 id="nearest-title">${K.nearest}</h3>
    ${e.nearest.length?S`<ul class="near-list">${e.nearest.map(e=>S`<li><a href=${H(`cases`,e.tracking_code)}>
        <b class="code" dir="ltr">${e.tracking_code}</b><span class="left">${e.time_left_fa}</span>
        <span class="soft">${[e.agency_name,e.place_fa].filter(Boolean).join(` · `)}</span></a></li>`)}</ul>
      <p><a href=${Kt({agency_id:e.agency,due_in_h:72})}>${K.showAll}</a></p>`:S`<p class="soft">${K.noneNear}</p>`}</section>`}(e):T}
      ${function(e,t){return S`<section class="panel-outages" aria-labelledby="now-outages-title"><h3 id="now-outages-title">${t.keepOutages?S`<a href=${H(`outages`)}>${K.outages}</a>`:K.outages}</h3>
    ${e.outages.length?S`<ul class="outage-list">${e.outages.map(e=>S`<li>
        <span class=${e.is_confirmed?`badge late`:`badge`}>${e.is_confirmed?K.confirmed:K.suspected}</span>
        <b>${e.agency_name}</b> <span class="soft">${[e.place_fa,K.since(e.since_fa),e.people?K.told(B(e.people)):``].filter(Boolean).join(` · `)}</span></li>`)}</ul>`:S`<p class="soft">${K.noOutage}</p>`}</section>`}(t,n)}
      ${function(e,t,n){return S`<section class="panel-marks" aria-labelledby="marks-title"><h3 id="marks-title">${K.marks}</h3>
    ${on(K.caseMarks,t.case_marks,(t,r)=>J(n,(t=>({agency_id:e.agency,moved:[`confirmed`,`partly`,`disputed`],within_h:t}))(t),r))}
    ${t.talk_marks.length?on(K.talkMarks,t.talk_marks,(e,t)=>S`${t}`):T}
    <p class="soft">${K.interval}${t.talk_marks.length?S` ${K.askedDays}`:T}</p></section>`}(e,t,n)}
      ${t.settled.length?function(e){return S`<section class="panel-settled" aria-labelledby="settled-title"><h3 id="settled-title">${K.settled}</h3>
    <table class="marks"><thead><tr><th scope="col">${K.window}</th><th scope="col">${K.alone}</th><th scope="col">${K.talks}</th><th scope="col">${K.handed}</th><th scope="col">${K.bad}</th></tr></thead>
      <tbody>${e.settled.map(e=>S`<tr><th scope="row">${K.windows[e.window]}</th><td>${Y(e.alone)}</td><td>${B(e.alone.of)}</td>
        <td>${B(e.handed_over)}</td><td>${B(e.badly_rated)}</td></tr>`)}</tbody></table>
    <p class="soft">${K.settledHint}</p></section>`}(t):T}
      <section class="panel-trend" aria-labelledby="trend-title"><h3 id="trend-title">${K.trend}</h3>${function(e){let t=t=>e.reduce((e,n)=>e+n[t],0),n=Math.max(4,...e.flatMap(({filed:e,answered:t,breached:n})=>[e,t,n])),r=t=>6+t*(Qt-12)/Math.max(1,e.length-1),i=e=>q-en-e*(q-$t-en)/n,a=t=>e.map((e,n)=>`${r(n).toFixed(1)},${i(e[t]).toFixed(1)}`).join(` `),[o,s]=[e[0],e.at(-1)];return S`<svg class="trend" viewBox="0 0 ${Qt} ${q}" role="img" aria-label=${K.trendIs(B(t(`filed`)),B(t(`answered`)),B(t(`breached`)))}>
      ${[0,.5,1].map(e=>C`<line class="grid" x1="0" x2=${Qt} y1=${i(n*e)} y2=${i(n*e)}></line>`)}
      <text x="2" y=${i(n)-3} text-anchor="end" class="tick">${B(n)}</text>
      ${e.map((e,t)=>e.breached?C`<rect class="breached" x=${r(t)-5} width="10" y=${i(e.breached)} height=${i(0)-i(e.breached)} rx="1.5"></rect>`:C``)}
      <polyline class="answered" points=${a(`answered`)}></polyline>
      <polyline class="filed" points=${a(`filed`)}></polyline>
      <text x="2" y=${q-5} text-anchor="end" class="tick">${o?.at_fa}</text>
      <text x=${Qt-2} y=${q-5} text-anchor="start" class="tick">${s?.at_fa}</text>
    </svg>
    <ul class="legend trend-legend">
      ${[`filed`,`answered`,`breached`].map(e=>S`<li><i class=${`key ${e}`}></i>${K.lines[e]}: <b>${B(t(e))}</b></li>`)}
    </ul>
    <details class="as-table"><summary>${K.asTable.replace(`نقشه`,`نمودار`)}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${K.trend}><table>
        <thead><tr><th scope="col">${K.day}</th>${[`filed`,`answered`,`breached`].map(e=>S`<th scope="col">${K.lines[e]}</th>`)}</tr></thead>
        <tbody>${e.map(e=>S`<tr><th scope="row">${e.at_fa}</th><td>${B(e.filed)}</td><td>${B(e.answered)}</td><td>${B(e.breached)}</td></tr>`)}</tbody>
      </table></div></details>`}(t.trend)}<p class="soft">${K.trendHint}</p></section>
    </div>`;var r,i,a,o}(e,r,n):e.notice?T:S`<p class="soft" role="status">${K.loading}</p>`}
  </main>`}(this.#l,this.#t.terms,this.#_):e===`own`?(r=this.#u,i=this.#e.session.account.login,S`<main class="upkeep own">
    <h2>${Ln}</h2>
    <p class="notice" role="alert" ?hidden=${!r.notice}>${r.notice}</p>
    <p class="done" role="status" ?hidden=${!r.done}>${r.done}</p>
    ${r.sessions?function(e,t){let n=t.filter(({is_this:e})=>!e);return S`<section class="panel" aria-labelledby="sessions-title">
    <h3 id="sessions-title">${`کجا وارد شده‌اید`}</h3>
    <p class="soft">${n.length?`اگر ورودی را نمی‌شناسید، آن را پایان دهید و گذرواژه را عوض کنید.`:`جای دیگری وارد نشده‌اید.`}</p>
    <ul class="closures">${t.map(t=>{return S`<li>
      <p><b>${t.device_fa}</b> ${t.is_this?S`<span class="badge">${`همین مرورگر`}</span>`:T}</p>
      <p class="soft">${n=t.began_at_fa,`ورود: ${n}`}</p><p class="soft">${(e=>`آخرین بار: ${e}`)(t.seen_at_fa)}</p>
      ${t.is_this?T:S`<button class="small" aria-label=${((e,t)=>`پایان دادن به ورود ${e}، ${t}`)(t.device_fa,t.began_at_fa)} @click=${()=>{e.end(t.id)}}>${`پایان دادن`}</button>`}</li>`;var n})}</ul>
    ${n.length?S`<p><button @click=${()=>{e.endOthers()}}>${`خروج از همهٔ مرورگرهای دیگر`}</button></p>`:T}
  </section>`}(r,r.sessions):T}
    ${function(e,t){return S`<section class="panel" aria-labelledby="password-title">
    <h3 id="password-title">${`عوض کردن گذرواژه`}</h3>
    <p class="soft" id="password-hint">${`گذرواژهٔ تازه دست‌کم ۱۲ نویسه دارد؛ چند واژهٔ بی‌ربط پشت سر هم خوب است. با این کار از همهٔ مرورگرهای دیگر خارج می‌شوید.`}</p>
    <form class="fields" aria-labelledby="password-title" @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o]=[`old`,`fresh`,`again`,`code`].map(e=>`${n.get(e)??``}`);t.change(r,i,a,G(o))}(t,e)}>
      <input hidden autocomplete="username" .value=${t} readonly>
      <label class="wide">${`گذرواژهٔ کنونی`}<input name="old" type="password" dir="ltr" required maxlength="128" autocomplete="current-password"></label>
      <label>${`گذرواژهٔ تازه`}<input name="fresh" type="password" dir="ltr" required minlength="12" maxlength="128" autocomplete="new-password"
        aria-describedby="password-hint"></label>
      <label>${`گذرواژهٔ تازه، یک بار دیگر`}<input name="again" type="password" dir="ltr" required maxlength="128" autocomplete="new-password"></label>
      <div><label>${`کد یک‌بارمصرف`}<input name="code" inputmode="numeric" dir="ltr" required maxlength="7" autocomplete="one-time-code"
        aria-describedby="own-code-hint"></label>
        <p class="soft" id="own-code-hint">${`شش رقم از برنامهٔ کدساز گوشی`}</p></div>
      <button class="main">${`عوض شود`}</button>
    </form>
  </section>`}(r,i)}
  </main>`):this.#v();var t,n,r,i,a,o,s,c,l,u}get#_(){let e=e=>this.#e.may(e),t=e(`read_cases`)&&!e(`see_queue`);return{readCases:e(`read_cases`),seeQueue:e(`see_queue`),keepOutages:e(`keep_outages`),isClerk:t}}#v(){let e=this.#e,{talk:t}=e;return S`
      <main class="room" data-open=${t?`talk`:`list`}>
        <nav class="lists" aria-label=${`فهرست گفت‌وگوها`}>${function(e){let{waiting:t,mine:n,others:r,load:i}=e.queue,a=e.canAnswer;return S`
    ${i?function(e){return S`<section class="load">
    <h2>${`وضعیت میز`}</h2>
    <dl>${[[`در صف`,B(e.waiting)],[`بیشترین انتظار`,yr(e.longest_wait_s)],[`میانهٔ انتظار`,yr(e.median_wait_s)],[`میانهٔ رسیدگی`,yr(e.median_handling_s)]].map(([e,t])=>t?S`<div><dt>${e}</dt><dd>${t}</dd></div>`:T)}</dl>
    ${e.alarms.length?S`<div role="group" aria-label=${`هشدارها`}>${e.alarms.map(e=>{return S`<p class="badge late alarm">${t=e.name,n=B(e.looks),r=e.at_fa,`${t} در یک ساعت ${n} بار اطلاعات شخصی دیده است (${r}).`}
          ${e.is_stopped?`جلوی دیدن بیشتر در آن ساعت گرفته شد.`:T}</p>`;var t,n,r})}</div>`:T}
    ${e.operators.map(({name:e,conversations:t})=>S`<p class="soft">${((e,t)=>`${e}: ${t} گفت‌وگو`)(e,B(t))}</p>`)}
  </section>`}(i):T}
    ${a?vr(e,`در دست من`,n,`گفت‌وگویی در دست ندارید.`):T}
    ${vr(e,`در صف`,t,`کسی در صف نیست.`)}
    ${a?S`<button class="wide" ?disabled=${!t.length} @click=${()=>e.takeNext()}>${`گرفتن نفر بعدی`}</button>`:T}
    ${r.length?vr(e,`در دست دیگران`,r,``):T}
  `}(e)}<p class="soft keys">${`کلیدهای میان‌بر: ؟`}</p></nav>
        <section class="talk">
          ${t?function(e,t,n){return S`
    <header class="talk-head">
      <button class="back" @click=${()=>e.leave()}>${`بازگشت به فهرست`}</button>
      <p class="owner ${t.owner}">
        ${t.owner_name&&!t.is_mine?`${Ze[t.owner]}: ${t.owner_name}`:Ze[t.owner]}
        ${t.queued_at_fa?S`<span class="soft">${r=t.queued_at_fa,`از ${r}`}</span>`:T}
      </p>
      <div class="actions">${function(e,t){return e.canAnswer?t.owner===`queue`?S`${Sr(e)}<button class="main" @click=${()=>e.take(t.conversation_id)}>${`گرفتن گفت‌وگو`}</button>`:t.is_mine?S`
    ${Sr(e)}
    <button @click=${()=>e.release()}>${`بازگرداندن به صف`}</button>
    <button aria-expanded=${e.sheet===`transfer`} @click=${()=>Cr(e,`transfer`)}>${`سپردن به همکار`}</button>
    <button class="main" aria-expanded=${e.sheet===`close`} @click=${()=>Cr(e,`close`)}>${`پایان گفت‌وگو`}</button>
  `:Sr(e):T}(e,t)}</div>
    </header>
    ${e.sheet===`none`?T:function(e,t){return e.sheet===`redact`?function(e){return S`<form class="case-sheet" aria-label=${$e} @submit=${t=>async function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i]=[`words`,`reason`].map(e=>`${n.get(e)??``}`.trim());await t.redact(r,i)&&document.getElementById(`log`)?.focus()}(t,e)}
      @keydown=${bt}>
    <h3>${$e}</h3>
    <p class="soft" id="redact-hint">${`این واژه‌ها از گفت‌وگو، یادداشت‌ها و پرونده‌های آن برای همیشه پاک می‌شود و به جایشان «[حذف]» می‌آید. پیش از باز کردن این برگه می‌توانید واژه‌ها را در متن نشان کنید.`}</p>
    <label>${`واژه‌هایی که باید حذف شود، همان‌طور که نوشته شده است`}<input id="redact-words" name="words" required minlength="2" maxlength=${200} autocomplete="off"
      dir="auto" aria-describedby="redact-hint" .value=${e.marked}></label>
    <label>${`دلیل (خود واژه‌ها را در آن نیاورید)`}<textarea id="redact-reason" name="reason" rows="2" required minlength="3" maxlength="2000"></textarea></label>
    <div class="buttons">
      <button class="main">${`برای همیشه حذف شود`}</button>
      <button type="button" class="quiet" @click=${()=>e.showSheet(`none`)}>${Ye}</button>
    </div>
  </form>`}(e):e.sheet===`transfer`?function(e,t){let n=t?.filter(({presence:e})=>e===`here`)??[],r=t?.filter(({presence:e})=>e!==`here`)??[];return S`<div class="sheet" role="group" aria-label=${Je}>
    <p>${t?n.length?Je:`اکنون همکار دیگری پای میز نیست. می‌توانید گفت‌وگو را به صف برگردانید.`:`کمی صبر کنید`}</p>
    ${n.map(t=>function(e,{id:t,name:n,role_fa:r,conversations:i}){return S`<button @click=${()=>e.transfer(t)}>
    ${n} (${r}) <span class="soft">${i?(a=B(i),`${a} گفت‌وگو در دست`):`بدون گفت‌وگو`}</span>
  </button>`;var a}(e,t))}
    <button class="quiet" @click=${()=>e.showSheet(`none`)}>${Ye}</button>
    ${r.length?S`<p class="soft elsewhere">${`پای میز نیستند`}: ${r.map(xr).join(`، `)}</p>`:T}
  </div>`}(e,e.colleagues):S`<div class="sheet" role="group" aria-label=${qe}>
    <p>${qe}</p>
    ${t.map(([t,n])=>S`<button @click=${()=>e.close(t)}>${n}</button>`)}
    <button class="quiet" @click=${()=>e.showSheet(`none`)}>${Ye}</button>
  </div>`}(e,n)}
    <div class="log" id="log" role="log" tabindex="0" aria-label=${`پیام‌های گفت‌وگو`}>
      ${t.events.map(t=>function(e,t){let{role:n,reply:r,owner:i,turn_id:a}=t.data;if(i)return S`<p class="moved">${Qe[i]} · ${t.at_fa}</p>`;if(!n||!r)return T;let o=a?e.revealed.get(a):void 0,s=t.is_hidden&&o===void 0&&a&&e.may(`reveal_personal_data`),c=o===void 0?function(e){let t=e.services??(e.service?[e.service]:[]);return S`
    ${e.text?S`<p dir="auto">${e.text}</p>`:T}
    ${t.map(e=>S`<p class="card"><b>${e.title}</b><span class="soft">${e.agency.name}</span></p>`)}
    ${e.tracking_code?S`<p>${n=e.tracking_code,r=e.status_fa??``,`پروندهٔ ${n}: ${r}`}</p>`:T}
    ${e.kind===`line`?S`<p>${e.title}: ${e.reason}</p>`:T}
    ${e.options?.length?S`<p class="soft">${`گزینه‌ها`}: ${e.options.map(({title:e})=>e).join(`، `)}</p>`:T}
  `;var n,r}(r):S`<p dir="auto">${o}</p>`;return S`<article class="said ${n===`notice`?`system`:n}">
    <p class="who">${Xe[n]} · <time>${t.at_fa}</time></p>
    ${c}
    ${s?S`<button class="reveal" @click=${()=>e.reveal(a)}>${`نمایش اطلاعات شخصی`}</button>`:T}
    ${o===void 0?T:S`<p class="soft">${`این نمایش ثبت شد.`}</p>`}
  </article>`}(e,t))}
    </div>
    ${t.is_mine?(i=e.typing.isShown(t.conversation_id),S`<p class="typing soft" aria-live="off">${i?`شهروند در حال نوشتن است…`:T}</p>`):T}
  `;var r,i}(e,t,this.#m):S`<p class="empty">${`گفت‌وگویی را از فهرست باز کنید.`}</p>`}
          ${t?.is_mine?function(e,t){let n=e.drafts.get(t.conversation_id)??``;return S`
    ${e.suggestions.shown?function(e,t,{services:n,answers:r}){return n.length||r.length?S`<section class="suggested" aria-label=${et}>
    <h2>${et}</h2>
    <ul class="chips">
      ${r.map(({title:n,text:r})=>S`<li><button @click=${()=>hr(e,t,r)}>${n}</button></li>`)}
      ${n.map(t=>{return S`<li><button aria-label=${n=t.title,`فرستادن کارت «${n}»`} @click=${()=>e.sendCard(t)}>
          ${(e=>`کارت «${e}»`)(t.title)}</button></li>`;var n})}
    </ul>
  </section>`:T}(e,n,e.suggestions.shown):T}
    <form class="composer" @submit=${t=>(t.preventDefault(),void e.say(n))}>
      <label class="unseen" for="reply">${`پاسخ به شهروند`}</label>
      <textarea id="reply" rows="3" maxlength="2000" dir=${n?`auto`:`rtl`} placeholder=${`پاسخ خود را بنویسید. Enter می‌فرستد، Shift+Enter خط تازه.`} .value=${n}
        @input=${t=>e.draft(t.target.value)}
        @keydown=${t=>function(t){t.key!==`Enter`||t.shiftKey||t.isComposing||(t.preventDefault(),e.say(n))}(t)}></textarea>
      <button class="main" ?disabled=${!n.trim()}>${`فرستادن`}</button>
    </form>
    <div class="tools">
      <details class="tool"><summary>${`پاسخ‌های آماده`}</summary>
        <ul class="chips">
          ${e.canned.map(({title:t,text:r})=>S`<li><button @click=${()=>hr(e,n,r)}>${t}</button></li>`)}
        </ul>
      </details>
      <details class="tool" id="search-tool"><summary>${`جست‌وجوی خدمت`}</summary>
        <form role="search" @submit=${t=>function(e,t){t.search(gr(e))}(t,e)}>
          <label class="unseen" for="search">${tt}</label>
          <input id="search" name="words" type="search" maxlength="300" placeholder=${tt}>
          <button>${`جست‌وجو`}</button>
        </form>
        ${e.found?function(e,t){return t.length?S`<ul class="entries">
    ${t.map(t=>S`<li><button class="entry" @click=${()=>e.sendCard(t)}>
        <span class="unseen">${`فرستادن کارت`}: </span><b>${t.title}</b><span class="soft">${t.agency.name}</span></button></li>`)}
  </ul>`:S`<p class="soft" role="status">${`خدمتی پیدا نشد.`}</p>`}(e,e.found):T}
      </details>
      <details class="tool"><summary>${nt}</summary>
        <form @submit=${t=>{(async function(e,t){let n=e.target;await t.note(gr(e))&&n.reset()})(t,e)}}>
          <label class="unseen" for="note">${nt}</label>
          <input id="note" name="words" maxlength="2000" autocomplete="off">
          <button>${`ثبت یادداشت`}</button>
        </form>
      </details>
    </div>
  `}(e,t):T}
        </section>
        ${t?S`<section class="pack" aria-label=${rt}>${function({pack:e,notes:t}){return S`
    <h2>${rt}</h2>
    <p class="mood ${e.mood}">${`حال شهروند`}: <b>${e.mood_fa}</b></p>
    ${_r(`نخستین پرسش`,e.first_words)}
    ${e.last_words===e.first_words?T:_r(`آخرین پیام`,e.last_words)}
    ${function({about:e}){let t=Object.entries(e);return t.length?S`<section><h3>${`موضوع`}</h3>
    <dl>${t.map(([e,t])=>S`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
  </section>`:T}(e)} ${function({tried:e,failed_turns:t}){return e.length?S`<section>
    <h3>${`آنچه دستیار کرده است`} ${t?S`<span class="badge">${n=B(t),`${n} بار بی‌نتیجه`}</span>`:T}</h3>
    <ol>
      ${e.map(({asked:e,shown:t,has_failed:n})=>S`<li dir="auto">${e}
          <span class="soft">${t.length?t.join(`، `):n?`بی‌نتیجه`:``}</span></li>`)}
    </ol>
  </section>`:T;var n}(e)} ${function({cases:e}){return e.length?S`<section><h3>${`پرونده‌ها`}</h3>
    ${e.map(e=>{return S`<p><b dir="ltr">${e.tracking_code}</b> ${e.agency_name}
        <span class="soft">${e.status_fa} · ${t=e.due_at_fa,`مهلت: ${t}`}</span></p>`;var t})}
  </section>`:T}(e)}
    ${t.length?S`<section><h3>${`یادداشت‌ها`}</h3>
          ${t.map(({author:e,text:t,at_fa:n})=>S`<p>${t}<span class="soft">${e} · ${n}</span></p>`)}
        </section>`:T}
  `}(t)}</section>`:T}
      </main>
    `}async#y(){this.#p=function(e,t,n){let[r=``,i]=e.replace(/^#/,``).split(`?`),[a,o=``]=r.split(`/`),s=[...t,`own`].find(e=>e===a);if(!s)return{tab:n,code:void 0,isRefused:xt.some(([e])=>e===a)};let c=wt.includes(s)&&i?new URLSearchParams(i):void 0;return{tab:s,code:Ct[s]?.test(o)?o:void 0,query:c}}(location.hash,this.#d,this.#f),this.requestUpdate();let{tab:e,code:t,query:n}=this.#p;if(e!==`situation`&&this.#l.leave(),e===`talks`)return;if(e===`situation`)return void await Promise.all([this.#t.offer(),this.#l.arrive(t)]);if(e===`phone`)return this.#t.offer();if(e===`themes`)return await this.#a.arrive(t),t?z(`#theme-title`):void 0;if(e===`periods`)return await this.#o.arrive(t,n?.get(`agency_id`)??void 0),t&&!n?z(`#period-title`):void 0;if(e===`calls`)return this.#s.arrive();if(e===`record`)return this.#c.arrive();if(e===`own`)return this.#u.arrive(t===`changed`);if(e===`outages`)return void await Promise.all([this.#t.offer(),this.#i.read()]);if(e===`upkeep`)return await Promise.all([this.#t.offer(),this.#r.read()]),this.#r.offer(this.#t.terms);let r=n?Promise.all([this.#t.offer(),this.#t.ask(n)]):this.#t.arrive();await Promise.all([r,this.#t.open(t)]),t&&await z(`#case-title`)}updated(e){let t=this.querySelector(`#log`);if(t){this.#h.observe(t);for(let e of t.children)this.#h.observe(e)}}#b(){let e=this.querySelector(`#log`);e&&(e.scrollTop=e.scrollHeight)}#x(e){if(this.#e.touch(),e.key===`Escape`)return this.#w();let t=e.target.matches?.(`input, textarea, select`);if(e.key!==`?`&&e.key!==`؟`||t){if(!e.altKey||document.getElementById(er)?.open||!this.#S(e.code))return}else tr();e.preventDefault()}#S(e){let t=this.#d[Number(e.replace(`Digit`,``))-1];return e.startsWith(`Digit`)&&t?(location.hash=H(t),!0):this.#p.tab===`cases`?function(e,t){let n=Pt[t];if(t===`KeyS`)document.getElementById(`case-search`)?.focus();else if(t===`KeyN`)e.next&&(r=e.next,location.hash=H(`cases`,r));else{if(!n)return!1;yt(e,n)}var r;return!0}(this.#t,e):this.#p.tab===`phone`?function(e,t){if(t===`KeyS`)document.getElementById(`heard`)?.focus();else if(t===`KeyR`)e.read();else{if(t!==`KeyN`||!e.receipt)return!1;(function(e){e.next(),z(`#heard`)})(e)}return!0}(this.#n,e):this.#p.tab===`themes`?function(e){return e===`KeyR`&&(z(`.themes [name=title]`),!0)}(e):this.#p.tab===`talks`&&this.#C(e)}#C(e){if(e===`KeyN`)this.#e.takeNext().then(()=>z(`#reply`));else if(e===`KeyR`)z(`#reply`);else if(e===`KeyS`)this.#T();else{if(e!==`KeyX`)return!1;br(this.#e)}return!0}#w(){this.#p.tab===`talks`&&this.#e.sheet!==`none`?this.#e.showSheet(`none`):this.#p.tab!==`themes`&&this.#p.tab!==`periods`||!this.#p.code?this.#p.tab===`cases`&&this.#t.asked?this.#t.askFor(void 0):this.#p.tab===`cases`&&this.#t.sheet&&this.#t.show(void 0):location.hash=H(this.#p.tab)}#T(){this.querySelector(`#search-tool`)?.setAttribute(`open`,``),z(`#search`)}}),customElements.define(`desk-sign-in`,class extends wr{async step(e){await this.api.signIn(`${e.get(`login`)}`,`${e.get(`password`)}`,`${e.get(`code`)}`),location.assign(`/desk${location.hash}`)}render(){return S`<form @submit=${this.submit}>
      ${this.trouble}
      <label>${it}<input name="login" autocomplete="username" dir="ltr" required maxlength="64" autofocus></label>
      <label>${at}<input name="password" type="password" autocomplete="current-password" dir="ltr" required
        maxlength="128"></label>
      ${Tr()}
      <button class="main">${`ورود`}</button>
    </form>`}}),customElements.define(`desk-enrol`,class extends wr{#e=location.hash.slice(1);#t;#n=!1;connectedCallback(){super.connectedCallback(),this.#e?this.attempt(async()=>{this.#t=await this.api.beginEnrolment(this.#e)}):this.problem=`نشانی کامل نیست. پیوندی را که گرفته‌اید دوباره باز کنید.`}async step(e){await this.api.enrol(this.#e,`${e.get(`password`)}`,`${e.get(`code`)}`),this.#n=!0,history.replaceState(null,``,location.pathname)}render(){if(this.#n)return S`<p role="status">${`حساب آماده است.`}</p><p><a href="/desk/sign-in">${`رفتن به صفحهٔ ورود`}</a></p>`;let e=this.#t;return e?S`<form @submit=${this.submit}>
      <p>${t=e.name,`سلام ${t}. این حساب برای شما ساخته شده است.`}</p>
      <p>${`این کلید را در برنامهٔ کدساز گوشی (مانند Aegis یا Google Authenticator) وارد کنید:`}</p>
      <p class="secret" dir="ltr">${e.totp_secret.match(/.{1,4}/g)?.join(` `)}</p>
      <p><a href=${e.totp_uri}>${`باز کردن در برنامهٔ کدساز`}</a></p>
      <p>${`گذرواژه‌ای با دست‌کم ۱۲ نویسه بسازید و کدی را که برنامه نشان می‌دهد بنویسید.`}</p>
      ${this.problem?this.trouble:T}
      <label>${it}<input name="login" .value=${e.login} autocomplete="username" dir="ltr" readonly></label>
      <label>${at}<input name="password" type="password" autocomplete="new-password" dir="ltr" required
        minlength="12" maxlength="128"></label>
      ${Tr()}
      <button class="main">${`ساختن حساب`}</button>
    </form>`:this.trouble;var t}});